import type { StudentName } from '../../data/queries/student-names'
import { fillers, slotWords, studentPhrases } from './phrases'
import type { Question } from './question'
import { takePhrase, wordsOf, type Word } from './words'

/**
 * A question about one student, by ID or by name. Words that open such a question but name nobody in scope give
 * `unknown`, whether or not such a student exists elsewhere.
 */
export function findStudent(words: readonly Word[], students: readonly StudentName[]): Question | undefined {
  const { rest, opened } = withoutOpening(words)
  const named = rest.filter(({ norm }) => !fillers.has(norm))
  if (named.length === 0) return undefined

  const id = named.length === 1 ? named[0]?.typed : undefined
  const byId = students.find(({ student_id }) => student_id.toLowerCase() === id?.toLowerCase())
  if (byId) return { intent: 'show-student', student: { id: byId.student_id } }

  const fitting = students.filter((student) => isNamed(student, named)).map(({ student_id }) => student_id)
  const [only] = fitting
  if (only !== undefined) {
    return { intent: 'show-student', student: fitting.length === 1 ? { id: only } : { candidates: fitting } }
  }
  const looksLikeId = id !== undefined && /^[a-z]{0,3}\d{4,}$/iu.test(id)
  if ((!opened && !looksLikeId) || named.some(({ norm }) => slotWords.has(norm))) return undefined
  return { intent: 'show-student', student: { unknown: named.map(({ typed }) => typed).join(' ') } }
}

function withoutOpening(words: readonly Word[]): { rest: readonly Word[]; opened: boolean } {
  let rest = words
  let opened = false
  for (const phrase of [...studentPhrases].sort((a, b) => b.length - a.length)) {
    const shorter = takePhrase(rest, phrase.split(' '))
    if (!shorter) continue
    rest = shorter
    opened = true
  }
  return { rest, opened }
}

/** Every word asked for is a word of the name, whichever comes first. */
function isNamed(student: StudentName, words: readonly Word[]): boolean {
  const name = wordsOf(`${student.given_name === '-' ? '' : student.given_name} ${student.family_name}`)
  const parts = name.map(({ norm }) => norm)
  return words.every(({ norm }) => parts.includes(norm))
}
