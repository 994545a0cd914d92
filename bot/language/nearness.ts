/** Words shorter than this are too like each other to be taken for misspelt. */
const leastLength = 5

/** Whether a word is another with one letter wrong, missing, doubled or swapped with its neighbour. */
export function isNear(word: string, other: string): boolean {
  if (Math.min(word.length, other.length) < leastLength - 1 || other.length < leastLength) return false
  if (Math.abs(word.length - other.length) > 1 || word === other) return false
  let start = 0
  while (start < word.length && word[start] === other[start]) start += 1
  let end = 0
  while (end < Math.min(word.length, other.length) - start && word.at(-1 - end) === other.at(-1 - end))
    end += 1
  const [left, right] = [word.slice(start, word.length - end), other.slice(start, other.length - end)]
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}

/**
 * How a word is another mistyped, the likelier slips first: 1 for two letters swapped or one doubled, 2 for one letter
 * missing, 3 for one wrong or too many, 4 for two slips in a long word. Undefined where it is none of these.
 */
export function slip(word: string, other: string): 1 | 2 | 3 | 4 | undefined {
  if (word[0] !== other[0] || Math.abs(word.length - other.length) > 2 || other.length < 4) return undefined
  if (isSwapped(word, other) || undoubled(word) === undoubled(other)) return 1
  if (isNear(word, other)) return word.length < other.length ? 2 : 3
  return Math.min(word.length, other.length) >= leastLengthOfTwoSlips && slips(word, other) <= 2
    ? 4
    : undefined
}

const leastLengthOfTwoSlips = 8

/** "shwo", "firts": the same letters, two neighbours swapped. */
function isSwapped(word: string, other: string): boolean {
  if (word.length !== other.length) return false
  const at = Array.from(word).findIndex((letter, index) => letter !== other[index])
  if (at === -1 || word[at] !== other[at + 1] || word[at + 1] !== other[at]) return false
  return word.slice(at + 2) === other.slice(at + 2)
}

const undoubled = (word: string): string => word.replaceAll(/(.)\1/gu, '$1')

/** The least number of letters wrong, missing, too many or swapped. */
function slips(word: string, other: string): number {
  let [before, last] = [[] as number[], Array.from({ length: other.length + 1 }, (_, index) => index)]
  for (let at = 1; at <= word.length; at += 1) {
    const row = [at]
    for (let to = 1; to <= other.length; to += 1) {
      const isSame = word[at - 1] === other[to - 1]
      const best = Math.min(cell(last, to) + 1, cell(row, to - 1) + 1, cell(last, to - 1) + (isSame ? 0 : 1))
      const isTurned = at > 1 && to > 1 && word[at - 1] === other[to - 2] && word[at - 2] === other[to - 1]
      row.push(isTurned ? Math.min(best, cell(before, to - 2) + 1) : best)
    }
    ;[before, last] = [last, row]
  }
  return cell(last, other.length)
}

const cell = (row: readonly number[], at: number): number => row[at] ?? Infinity
