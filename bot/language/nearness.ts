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
