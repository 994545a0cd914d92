import { isNear } from '../nearness'
import { normalise, wordsOf } from '../words'

/** Somebody whose name must not leave. */
export interface NamedPerson {
  given_name: string
  family_name: string
}

/** The names that a message may hold, as far as they are known. */
export interface KnownNames {
  /** Whether a word, or several written together, is a name or a part of one. */
  isName(letters: string): boolean
  /** Whether a word is a name that is one letter off. */
  isNearName(word: string): boolean
}

/** The names of students and staff: each part, and parts beside each other written together. */
export function knownNames(people: readonly NamedPerson[]): KnownNames {
  const parts = new Set<string>()
  const joined = new Set<string>()
  for (const { given_name, family_name } of people) {
    const [given, family] = [partsOf(given_name), partsOf(family_name)]
    for (const part of [...given, ...family]) parts.add(part)
    for (const order of [
      [...given, ...family],
      [...family, ...given],
    ])
      for (const run of runsOf(order)) joined.add(run)
  }
  return {
    isName: (letters) => parts.has(letters) || joined.has(letters),
    isNearName: (word) => [...parts].some((part) => isNear(word, part)),
  }
}

const partsOf = (name: string): string[] =>
  wordsOf(name)
    .map(({ typed }) => normalise(typed))
    .filter((part) => part !== '')

/** All that stands beside each other, written together. */
function runsOf(parts: readonly string[]): string[] {
  return parts.flatMap((_, start) =>
    parts.slice(start + 1).map((_, more) => parts.slice(start, start + more + 2).join('')),
  )
}
