import type { Day } from '../../data/domain/day'
import type { Question, StudentRef } from '../language/question'

/** What of a question the trail keeps. Free text, such as words that named nobody or a note, is not among it. */
const kept =
  `intent population kind code level bands trend source inactiveDays notContactedDays window days from to
  sort limit student id candidates by channel state change asOf`.split(/\s+/u)

/** As long as the store takes. */
const longest = 1_000

/** As many as a card shows. */
const mostCandidates = 10

/** Beside the ID of whom it showed, a pseudonym would undo itself without its key. */
const pseudonym = /^P-[0-9A-Z]{10}$/u

/** What is put on record: a question, or that students were searched for by words, which are not kept. */
export type OnRecord = Question | { intent: 'search-students' }

/**
 * A question as the access trail keeps it: JSON without words that a person typed.
 *
 * @param asOf the day on which it was answered, where that is not today
 */
export function questionOnRecord(question: OnRecord, asOf?: Day): string {
  const text = JSON.stringify({ ...withoutTooMuch(question), asOf }, kept)
  return text.length <= longest ? text : JSON.stringify({ intent: question.intent, asOf })
}

type AboutStudent = Extract<Question, { student?: unknown }> & { student: StudentRef }

function isAboutStudent(question: OnRecord): question is AboutStudent {
  return 'student' in question
}

function withoutTooMuch(question: OnRecord): OnRecord {
  if (!isAboutStudent(question)) return question
  const { student } = question
  if ('id' in student && pseudonym.test(student.id)) return { ...question, student: { unknown: '' } }
  if (!('candidates' in student)) return question
  return { ...question, student: { candidates: student.candidates.slice(0, mostCandidates) } }
}
