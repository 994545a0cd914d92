import type { StudentName } from '../../data/queries/student-names'
import { isNear } from './nearness'
import { findPseudonym } from './pseudonyms'
import type { StudentRef } from './question'
import { normalise, wordsOf, type Word } from './words'

/** What names students, made ready once for a message. */
export interface KnownStudents {
  /**
   * The student, or the students, whom all of these words name; undefined where they name nobody in scope.
   *
   * @param isWord which words are no misspelt names: they mean something of their own
   */
  named(words: readonly Word[], isWord?: (norm: string) => boolean): StudentRef | undefined
  /** Whether a word is a part of anybody's name. */
  isPart(norm: string): boolean
}

interface Named {
  id: string
  parts: string[]
}

/** The most words that a name has. */
const mostWords = 5

/**
 * Students by ID or by name: every word must be a word of the name, whichever comes first, or, where nobody fits so, one
 * letter off in a word of five or more. A word left over could be what tells another person from this one.
 */
export function knownStudents(
  students: readonly StudentName[],
  pseudonyms: readonly string[] = [],
): KnownStudents {
  const named = students.map(({ student_id, given_name, family_name }): Named => ({
    id: student_id,
    parts: partsOf(given_name === '-' ? family_name : `${given_name} ${family_name}`),
  }))
  const byPart = new Map<string, Named[]>()
  for (const each of named)
    for (const part of new Set(each.parts)) byPart.set(part, [...(byPart.get(part) ?? []), each])
  const ids = new Map(students.map(({ student_id }) => [student_id.toLowerCase(), student_id]))

  const exactly = (words: readonly string[]): Named[] => {
    const [first = '', ...others] = words
    return (byPart.get(first) ?? []).filter(({ parts }) => others.every((word) => parts.includes(word)))
  }
  const nearly = (words: readonly string[], isWord: (norm: string) => boolean): Named[] => {
    const parts = words.map((word) => (byPart.has(word) ? [word] : isWord(word) ? [] : nearest(word, byPart)))
    if (parts.some((found) => found.length === 0)) return []
    return named.filter((each) => parts.every((found) => found.some((part) => each.parts.includes(part))))
  }
  return {
    isPart: (norm) => byPart.has(norm),
    named: (words, isWord = () => false) => {
      if (words.length === 0 || words.length > mostWords) return undefined
      const id =
        words.length === 1 ? ids.get((words[0]?.typed ?? '').replace(/['’]s$/u, '').toLowerCase()) : undefined
      if (id !== undefined) return { id }
      const typed = words.map((word) => normalise(word.typed))
      if (typed.includes('')) return undefined
      const found = exactly(typed)
      return refTo(found.length > 0 ? found : nearly(typed, isWord)) ?? findPseudonym(words, pseudonyms)
    },
  }
}

/** "O’Brien" is one word, and so is "OBrien"; "Al-Sayed" is two. */
const partsOf = (name: string): string[] => wordsOf(name).map(({ typed }) => normalise(typed))

function nearest(word: string, byPart: ReadonlyMap<string, unknown>): string[] {
  // A letter of another script is no slip of the finger.
  return /^[a-z]+$/u.test(word) ? [...byPart.keys()].filter((part) => isNear(word, part)) : []
}

function refTo(found: readonly Named[]): StudentRef | undefined {
  const ids = found.map(({ id }) => id).sort()
  const [only] = ids
  if (only === undefined) return undefined
  return ids.length === 1 ? { id: only } : { candidates: ids }
}
