import type { KnownUnit } from './known-units'

/** All that tells the unit apart, each word whole or abbreviated. */
export const isWhole = (telling: readonly string[], { telling: all }: KnownUnit): boolean =>
  (telling.length === all.length && all.every((word, index) => abbreviates(telling[index] ?? '', word))) ||
  (telling.length === 1 && all.length > 1 && isJoined(telling[0] ?? '', all))

/** "compsci" of Computer Science. */
function isJoined(word: string, [first = '', ...others]: readonly string[]): boolean {
  if (others.length === 0) return word.length >= 3 && first.startsWith(word)
  for (let length = 3; length < word.length - 2; length += 1)
    if (first.startsWith(word.slice(0, length)) && isJoined(word.slice(length), others)) return true
  return false
}

export function isTail(
  telling: readonly string[],
  { tail }: KnownUnit,
  isCommon: boolean,
  hasAward: boolean,
): boolean {
  return tail !== undefined && telling[0] === tail && (!isCommon || hasAward)
}

/** Some of it, in its order. */
export function isPart(telling: readonly string[], { telling: all }: KnownUnit): boolean {
  let next = 0
  for (const word of telling) {
    const found = all.findIndex((each, index) => index >= next && abbreviates(word, each))
    if (found === -1) return false
    next = found + 1
  }
  return true
}

const abbreviates = (word: string, whole: string): boolean =>
  word === whole || word === `${whole}s` || (word.length >= 3 && whole.startsWith(word)) || stem(word, whole)

/** "nurses", "psychologists", "engineers" study nursing, psychology, engineering. */
function stem(word: string, whole: string): boolean {
  const bare = word.replace(/(ists?|ers?|es|s|ians?)$/u, '')
  const root = bare.length > 5 ? bare.slice(0, -1) : bare
  return bare.length >= 4 && bare !== word && whole.startsWith(root)
}
