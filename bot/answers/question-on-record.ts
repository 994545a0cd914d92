import type { Question } from '../language/question'

/** What of a question the trail keeps. Free text, such as words that named nobody or a note, is not among it. */
const kept =
  `intent population kind code level bands trend source inactiveDays notContactedDays window days from to
  sort limit student id candidates by channel state change`.split(/\s+/u)

/** As long as the store takes. */
const longest = 1_000

/** As many as a card shows. */
const mostCandidates = 10

/** A question as the access trail keeps it: JSON without words that a person typed. */
export function questionOnRecord(question: Question): string {
  const text = JSON.stringify(withFewCandidates(question), kept)
  return text.length <= longest ? text : JSON.stringify({ intent: question.intent })
}

function withFewCandidates(question: Question): Question {
  if (question.intent !== 'show-student' || !('candidates' in question.student)) return question
  return { ...question, student: { candidates: question.student.candidates.slice(0, mostCandidates) } }
}
