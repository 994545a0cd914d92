/** One word of a message: as it is compared, and as it was typed. */
export interface Word {
  norm: string
  typed: string
}

/**
 * Splits a message into words. Mentions, punctuation, emoji, case and diacritics do not count; a hyphen separates,
 * an apostrophe does not, and a possessive 's is dropped.
 */
export function wordsOf(text: string): Word[] {
  return text
    .replaceAll(/<at>.*?<\/at>/gsu, ' ')
    .split(/[\s\-–—/]+/u)
    .map((typed) => ({
      typed: typed.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''),
      norm: normalise(typed),
    }))
    .filter(({ norm }) => norm !== '')
}

const letters: Record<string, string> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
}

/** Lower case, without diacritics, punctuation or a possessive ending. */
export function normalise(word: string): string {
  return word
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replace(/['’]s\b/u, '')
    .replaceAll(/[łøđðþßæœı]/gu, (letter) => letters[letter] ?? letter)
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
}

/** Takes the first run of words that spells `phrase` out of `words`; undefined when there is none. */
export function takePhrase(words: readonly Word[], phrase: readonly string[]): Word[] | undefined {
  for (let start = 0; start + phrase.length <= words.length; start += 1) {
    if (phrase.every((norm, index) => words[start + index]?.norm === norm)) {
      return [...words.slice(0, start), ...words.slice(start + phrase.length)]
    }
  }
  return undefined
}
