import type { StudentName } from '../../data/queries/student-names'
import { fillers, slotWords, studentClosings, studentOpenings, topicWords } from './phrases'
import type { Question, StudentRef } from './question'
import { wordsOf, type Word } from './words'

/**
 * A question about one student, by ID or by name. Every word between its opening and its closing must be a word of the
 * name: a word left over could be what tells another person from this one. Words that name nobody in scope give
 * `unknown`, whether or not such a student exists elsewhere.
 */
export function findStudent(words: readonly Word[], students: readonly StudentName[]): Question | undefined {
  const { core, opened } = betweenOpeningAndClosing(words)
  const student = resolveStudent(core, students, opened)
  return student && { intent: 'show-student', student }
}

/**
 * The student whom these words name. Words that name nobody in scope are `unknown` where they look like an ID, or like
 * a name and the message `asks` for one; otherwise undefined.
 */
export function resolveStudent(
  core: readonly Word[],
  students: readonly StudentName[],
  asks: boolean,
): StudentRef | undefined {
  if (core.length === 0) return undefined
  const id = core.length === 1 ? core[0]?.typed.toLowerCase() : undefined
  const byId = students.find(({ student_id }) => student_id.toLowerCase() === id)
  if (byId) return { id: byId.student_id }

  const fitting = students.filter((student) => isNamed(student, core)).map(({ student_id }) => student_id)
  const [only] = fitting
  if (only !== undefined) return fitting.length === 1 ? { id: only } : { candidates: fitting }
  const looksLikeId = id !== undefined && /^[a-z]{0,3}\d{4,}$/u.test(id)
  const looksLikeName = asks && core.length <= 4 && mayBeName(core)
  if (!looksLikeId && !looksLikeName) return undefined
  return { unknown: core.map(({ typed }) => typed).join(' ') }
}

/** The words that name a student, without what a question about one begins and ends with. */
export function betweenOpeningAndClosing(words: readonly Word[]): { core: readonly Word[]; opened: boolean } {
  let core = words
  let opened = false
  for (let opening = longest(studentOpenings, startsWith); opening(core) > 0; opened = true) {
    core = core.slice(opening(core))
  }
  for (let closing = longest(studentClosings, endsWith); closing(core) > 0;) {
    core = core.slice(0, -closing(core))
  }
  return { core, opened }
}

type Fits = (words: readonly Word[], phrase: readonly string[]) => boolean

export const startsWith: Fits = (words, phrase) => phrase.every((norm, index) => words[index]?.norm === norm)
export const endsWith: Fits = (words, phrase) => startsWith(words.slice(-phrase.length), phrase)

/** How many words of a message the longest phrase that fits takes; 0 where none does. */
export function longest(phrases: readonly string[], fits: Fits): (words: readonly Word[]) => number {
  const split = phrases.map((phrase) => phrase.split(' ')).sort((a, b) => b.length - a.length)
  return (words) => split.find((phrase) => phrase.length <= words.length && fits(words, phrase))?.length ?? 0
}

function mayBeName(words: readonly Word[]): boolean {
  const norms = words.map(({ norm }) => norm)
  return (
    !norms.some((norm) => slotWords.has(norm) || topicWords.has(norm)) &&
    norms.some((norm) => !fillers.has(norm))
  )
}

/** Every word asked for is a word of the name, whichever comes first. */
function isNamed(student: StudentName, words: readonly Word[]): boolean {
  const name = wordsOf(`${student.given_name === '-' ? '' : student.given_name} ${student.family_name}`)
  const parts = name.map(({ norm }) => norm)
  return words.every(({ norm }) => parts.includes(norm))
}
