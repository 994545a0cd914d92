import { numberWords } from '../slots/numbers'
import { respelt } from '../spelling'
import { mayBeTold, mayHaveCapital } from './harmless-words'
import type { KnownNames } from './known-names'
import type { Token } from './tokens'

/** The most numbers of a message that may be told: with more of them an ID could be told bit by bit. */
const mostNumbers = 2

/**
 * What may be told of each word of a message: the word in small letters, or nothing. Nothing is told that is not known to
 * be harmless; a name never is, whether it is written whole, with others, or in pieces.
 */
export function toldOf(tokens: readonly Token[], names: KnownNames): (string | undefined)[] {
  const isShouted = tokens.every(({ typed }) => typed === typed.toUpperCase())
  const told = tokens.map((token, index) => {
    const isFirst = index === 0 || tokens[index - 1]?.stop === true
    if (!isFirst && !isShouted && hasCapital(token)) return undefined
    return tellable(token, names)
  })
  hideNamesInPieces(tokens, told, names)
  hideNumbers(tokens, told)
  return told
}

function hasCapital({ typed, pieces }: Token): boolean {
  if (/^I['’]/u.test(typed)) return false
  return /[A-Z]/u.test(typed) && !pieces.every((piece) => mayHaveCapital(piece) || /\d/u.test(piece))
}

function tellable(token: Token, names: KnownNames): string | undefined {
  const told = token.pieces.map((piece) => tellablePiece(piece, token, names))
  return told.length > 0 && told.every((piece) => piece !== undefined) ? told.join(' ') : undefined
}

function tellablePiece(piece: string, { typed }: Token, names: KnownNames): string | undefined {
  if (names.isName(piece)) return undefined
  if (/^(?:[1-9]\d?(?:st|nd|rd|th)?|l[3-8])$/u.test(piece) || mayBeTold(piece)) return piece
  // "engagment": told as the grammar spells it. What is written as a name, or like one, is no slip.
  if (piece.length < 5 || typed !== typed.toLowerCase() || names.isNearName(piece)) return undefined
  const mended = respelt([{ norm: piece, typed: piece }], new Set(), () => false)[0]?.norm ?? piece
  return mended !== piece && mayBeTold(mended) && !names.isName(mended) ? mended : undefined
}

/** "A i s h a", "Good man" for Goodman: whatever is a name once it is written together. */
function hideNamesInPieces(tokens: readonly Token[], told: (string | undefined)[], names: KnownNames): void {
  const runs = tokens.flatMap(({ typed }, index) => lettersIn(typed).map((letters) => ({ letters, index })))
  const hide = (from: number, to: number): void => {
    for (const { index } of runs.slice(from, to)) told[index] = undefined
  }
  for (let start = 0; start < runs.length; start += 1) {
    let letters = ''
    for (let end = start; end < Math.min(runs.length, start + mostPieces); end += 1) {
      letters += runs[end]?.letters ?? ''
      if (names.isName(letters)) hide(start, end + 1)
    }
    if (runs[start]?.letters.length === 1 && runs[start + 1]?.letters.length === 1) hide(start, start + 2)
  }
}

/** As many as are looked at together. */
const mostPieces = 12

const lettersIn = (typed: string): string[] => typed.toLowerCase().match(/[a-z]+/gu) ?? []

/** Small numbers are levels, days and the like; beside each other, or many of them, they may be an ID. */
function hideNumbers(tokens: readonly Token[], told: (string | undefined)[]): void {
  const isNumber = ({ typed, pieces }: Token): boolean =>
    /\p{N}/u.test(typed) || pieces.some((piece) => numberWords.includes(piece) || alsoDigits.has(piece))
  const numbers = tokens.flatMap((token, index) => (isNumber(token) ? [index] : []))
  for (const index of numbers)
    if (numbers.length > mostNumbers || numbers.includes(index - 1) || numbers.includes(index + 1))
      told[index] = undefined
}

const alsoDigits: ReadonlySet<string> = new Set(['zero', 'nil', 'double', 'hundred'])
