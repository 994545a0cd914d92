import type { Question } from './question'
import { betweenOpeningAndClosing } from './student-names'
import type { Vocabulary } from './vocabulary'
import type { Word } from './words'

/**
 * A question about one member of a project's cohort: "show P-7K3QF9XM4T". Case and the hyphen do not count, and letters
 * that a pseudonym never has are read as the digits that they look like.
 */
export function findPseudonym(
  words: readonly Word[],
  { pseudonyms, students }: Pick<Vocabulary, 'pseudonyms' | 'students'>,
): Question | undefined {
  const { core } = betweenOpeningAndClosing(words)
  const typed = core.map(({ norm }) => norm).join('')
  if (!/^p[0-9a-z]{10}$/u.test(typed)) return undefined
  if (students.some(({ student_id }) => student_id.toLowerCase() === typed)) return undefined
  const digits = typed.slice(1).replaceAll(/[il]/gu, '1').replaceAll('o', '0').toUpperCase()
  const id = pseudonyms.find((pseudonym) => pseudonym === `P-${digits}`)
  const student = id === undefined ? { unknown: core.map((word) => word.typed).join('-') } : { id }
  return { intent: 'show-student', student }
}
