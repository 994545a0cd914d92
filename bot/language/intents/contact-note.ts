import type { Message } from './context'

export const closing: ReadonlySet<string> = new Set(
  'please pls thanks ta cheers today now yesterday'.split(' '),
)

/** The words from one on, as they were typed. */
export function noteFrom({ text, words }: Message, index: number): string | undefined {
  const rest = words.slice(index)
  if (rest.every(({ norm }) => closing.has(norm) || norm === '')) return undefined
  // Word by word from the start: the same word may stand there more than once.
  let at = 0
  for (const { typed } of words.slice(0, index)) {
    const found = text.indexOf(typed, at)
    if (found !== -1) at = found + typed.length
  }
  const note = text
    .slice(at)
    .replace(/^['’]s\b/u, '')
    .replace(/^[\s,;:.\-–—()]+/u, '')
    .trim()
  return note === '' ? undefined : note
}
