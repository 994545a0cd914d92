import type { Reader } from '../pattern'

const inWords: ReadonlyMap<string, number> = new Map(
  Object.entries({
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    eleven: 11,
    twelve: 12,
    dozen: 12,
    fourteen: 14,
    sixteen: 16,
    eighteen: 18,
    fifteen: 15,
    twenty: 20,
    thirty: 30,
    forty: 40,
    fifty: 50,
    hundred: 100,
  }),
)

/** "5", "five": 1 to 999. */
export const readNumber: Reader<number> = (words, at) => {
  const norm = words[at]?.norm ?? ''
  const value = /^\d{1,3}s?$/u.test(norm) ? parseInt(norm, 10) : inWords.get(norm)
  return value === undefined || value === 0 ? [] : [{ value, end: at + 1 }]
}

export const numberWords: readonly string[] = [...inWords.keys()]

export const ordinals = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
]

/** "third", "3rd". */
export const readOrdinal: Reader<number> = (words, at) => {
  const norm = words[at]?.norm ?? ''
  const value = /^\d{1,2}(st|nd|rd|th)$/u.test(norm) ? parseInt(norm, 10) : ordinals.indexOf(norm) + 1
  return value > 0 ? [{ value, end: at + 1 }] : []
}
