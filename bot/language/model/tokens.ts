import { wordsOf } from '../words'

/** What stands between two spaces of a message. */
export interface Token {
  /** As it was typed, without punctuation around it. */
  typed: string
  /** Its words in small letters, where it is nothing but plain words and numbers; none where it is anything else. */
  pieces: readonly string[]
  /** Whether a sentence or a part of one ends with it. */
  stop: boolean
}

const around = /^[\s"'‘’“”(),.;:!?…–—-]+|[\s"'‘’“”(),.;:!?…–—-]+$/gu
const plain = /^[A-Za-z]+$|^\d{1,2}(?:st|nd|rd|th)?$|^[lL][3-8]$/u
const contraction = /^[A-Za-z]+['’](?:t|s|re|ve|ll|m|d)$/u

/** Splits a message at spaces. What Teams writes for a mention is dropped whole. */
export function tokensOf(text: string): Token[] {
  return text
    .replaceAll(/<at>.*?<\/at>/gsu, ' ')
    .split(/\s+/u)
    .map((chunk) => ({ typed: chunk.replaceAll(around, ''), stop: /[.;:!?,–—]["'’”)]*$/u.test(chunk) }))
    .filter(({ typed }) => typed !== '')
    .map(({ typed, stop }) => ({ typed, stop, pieces: piecesOf(typed) }))
}

/** "low-engagement" is two words, "hasn't" two, "week's" one; whatever has another sign in it is none. */
function piecesOf(typed: string): string[] {
  const parts = typed.split(/[-/]/u).map((part) => (contraction.test(part) ? expanded(part) : [part]))
  const pieces = parts.flat()
  return pieces.every((piece) => plain.test(piece)) ? pieces.map((piece) => piece.toLowerCase()) : []
}

const expanded = (part: string): string[] => wordsOf(part).map(({ norm }) => norm)
