import { shorthand, writtenOut } from './short-forms'

/** One word of a message: as it is compared, and as it was typed. */
export interface Word {
  norm: string
  typed: string
  /** Whether a comma, a full stop or a dash comes after it. */
  stop?: boolean
}

/**
 * Splits a message into words. Mentions, punctuation, emoji, case and diacritics do not count; a hyphen separates,
 * an apostrophe does not, a possessive 's is dropped, and a contraction is the words that it stands for. A date in
 * figures is one word.
 */
export function wordsOf(text: string): Word[] {
  const chunks = text
    .replaceAll(/<at>.*?<\/at>/gsu, ' ')
    .replaceAll(isoDate, (_, year, month, day) => `${day}/${month}/${year}`)
    .split(/\s+/u)
  const words: Word[] = []
  for (const chunk of chunks)
    for (const [, part = '', after = ''] of chunk.matchAll(parts)) {
      words.push(...wordsOfOne(part))
      const last = words.at(-1)
      if (last && stops.test(after)) last.stop = true
    }
  return words
}

/** What stands between two places where a word ends, and what ends it. */
const parts = /((?:[^–—&+,;:!?()"/-]|(?<=\d)\/(?=\d))*)([–—&+,;:!?()"/-]*)/gu
const stops = /[–—,;:!?()]/u

const isoDate = /\b(\d{4})-(\d{2})-(\d{2})\b/gu
const dateInFigures = /^(\d{1,2})[/.](\d{1,2})(?:[/.](\d{2}|\d{4}))?[.?!]?$/u

function wordsOfOne(part: string): Word[] {
  if (dateInFigures.test(part)) {
    const date = part.replaceAll('.', '/').replace(/[/?!]$/u, '')
    return [{ typed: date, norm: date }]
  }
  const typed = part.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
  const whole = writtenOut(typed)
  if (whole !== undefined) return whole.split(' ').map((norm) => ({ norm, typed: norm }))
  const norm = shorthand.get(typed) ?? normalise(typed)
  return norm === '' ? [] : [{ norm, typed, ...(/[.]$/u.test(part) && { stop: true }) }]
}

const letters: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ł: 'l',
    ø: 'o',
    đ: 'd',
    ð: 'd',
    þ: 'th',
    ß: 'ss',
    æ: 'ae',
    œ: 'oe',
    ı: 'i',
  }),
)

/** Lower case, without diacritics, punctuation or a possessive ending. */
export function normalise(word: string): string {
  return word
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replace(/['’]s\b/u, '')
    .replaceAll(/[łøđðþßæœı]/gu, (letter) => letters.get(letter) ?? letter)
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
}

/** Stands where words were taken out, so that those beside it make no phrase together. */
export const gap: Word = { norm: '', typed: '' }

/** The words without those from `start` to before `end`. */
export function without(words: readonly Word[], start: number, end: number): Word[] {
  return [...words.slice(0, start), gap, ...words.slice(end)]
}
