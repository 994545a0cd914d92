import type { StudentRef } from './question'
import type { Word } from './words'

/**
 * A member of a project's cohort: "P-7K3QF9XM4T". Case and the hyphen do not count, and letters that a pseudonym never has
 * are read as the digits that they look like.
 */
export function findPseudonym(words: readonly Word[], pseudonyms: readonly string[]): StudentRef | undefined {
  const typed = words.map(({ norm }) => norm).join('')
  if (words.length > 2 || (words.length === 2 && words[0]?.norm !== 'p')) return undefined
  if (!/^p[0-9a-z]{10}$/u.test(typed)) return undefined
  const digits = typed.slice(1).replaceAll(/[il]/gu, '1').replaceAll('o', '0').toUpperCase()
  const id = pseudonyms.find((pseudonym) => pseudonym === `P-${digits}`)
  if (id !== undefined) return { id }
  // Without a digit it is as likely a name.
  return /\d/u.test(typed) ? { unknown: words.map((word) => word.typed).join('-') } : undefined
}
