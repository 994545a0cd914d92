import { finderOf, wordsIn, type Phrases } from './pattern'
import type { Slots } from './slots'
import { takeSource } from './slots/sources'
import { monthWords, weekdayWords } from './slots/dates'
import { takeWindow } from './slots/times'
import { fillers } from './fillers'
import { isGrammarWord } from './grammar-words'
import type { StudentRef } from './question'
import type { KnownStudents } from './students'
import type { Vocabulary } from './vocabulary'
import type { Word } from './words'

/** What a message about one student says before and after the name. */
export interface Frame {
  /** Said once or several times: "please", "show me", "profile of". */
  openings: readonly string[]
  closings: readonly string[]
}

/** A frame made ready to be searched. */
export interface ReadyFrame {
  /** Every word that it writes out. */
  words: readonly string[]
  opening(words: readonly Word[]): number
  closing(words: readonly Word[]): number
}

export function readyFrame({ openings, closings }: Frame): ReadyFrame {
  const [starts, ends] = [edgeFinder(openings), edgeFinder(closings)]
  return {
    words: wordsIn([{ means: true, phrases: [...openings, ...closings] }]),
    opening: (words) => starts(words, 'start'),
    closing: (words) => ends(words, 'end'),
  }
}

/** How many words at an edge the longest phrase that fits takes; 0 where none does. */
function edgeFinder(phrases: readonly string[]): (words: readonly Word[], edge: 'start' | 'end') => number {
  const finders = phrases.map((phrase) => finderOf<true, object>([{ means: true, phrases: [phrase] }] satisfies Phrases<true>[]))
  const longest = 8
  return (words, edge) => {
    const near = edge === 'start' ? words.slice(0, longest) : words.slice(-longest)
    let most = 0
    for (const find of finders)
      for (let size = Math.min(near.length, longest); size > most; size -= 1) {
        const part = edge === 'start' ? near.slice(0, size) : near.slice(-size)
        const found = find(part, {})
        if (found && found.start === 0 && found.end === part.length) most = size
      }
    return most
  }
}

/** What of a message may be the name: between the opening and ever more of the closings. */
interface Readings {
  certain: (readonly Word[])[]
  /** Those that leave out a word which may be a surname. */
  doubtful: (readonly Word[])[]
}

export interface Framed {
  /** `anyone` where the message has no word for a student. */
  student: StudentRef | 'anyone'
  opened: boolean
}

/**
 * The student whom a message names between its opening and its closing. Of several readings the one that takes the most
 * words for the name: somebody may be called Low. Words that name nobody in scope are `unknown` where they may be a name, and
 * so is a name after which a word is typed as a surname is: "Mei So" is not Mei.
 */
export function framedStudent(
  words: readonly Word[],
  frame: ReadyFrame,
  known: KnownStudents,
): Framed | undefined {
  let core = trimmed(words)
  let opened = false
  for (let size = frame.opening(core); size > 0; size = frame.opening(core)) {
    const rest = trimmed(core.slice(size))
    // An opening that is all, or the whole name of somebody, opens nothing.
    core = rest
    opened = true
  }
  const { certain, doubtful } = readingsOf(core, frame, isShouted(words))
  for (const reading of certain) {
    if (reading.length === 0) return { student: 'anyone', opened }
    const named = known.named(reading)
    if (named) return { student: named, opened }
  }
  if (doubtful.some((reading) => known.named(reading) !== undefined))
    return { student: unknown(core), opened }
  const last = certain.findLast(mayBeName)
  return last && { student: unknown(last), opened }
}

const unknown = (words: readonly Word[]): StudentRef => ({ unknown: words.map(({ typed }) => typed).join(' ') })

function readingsOf(words: readonly Word[], frame: ReadyFrame, shouted: boolean): Readings {
  const readings: Readings = { certain: [words], doubtful: [] }
  let rest = words
  for (let size = frame.closing(rest); size > 0; size = frame.closing(rest)) {
    rest = trimmed(rest.slice(0, -size))
    const isCertain = shouted || rest.length === 0 || !startsSurname(words, rest.length)
    readings[isCertain ? 'certain' : 'doubtful'].push(rest)
  }
  return readings
}

/** Whether a word from `start` on is typed as a name is. After a possessive no name goes on: "Aisha's Score". */
function startsSurname(words: readonly Word[], start: number): boolean {
  if (/['’]s?$/iu.test(words[start - 1]?.typed ?? '')) return false
  return words.slice(start).some(({ typed }) => /^\p{Lu}/u.test(typed) && !namesOfThings.has(typed.toLowerCase()))
}

/** Written with a capital, but nobody's name. */
const namesOfThings: ReadonlySet<string> = new Set([
  ...monthWords,
  ...weekdayWords,
  ...'i canvas teams moodle blackboard vle semester term reading week christmas easter'.split(' '),
])

/** In a message all in capitals a capital says nothing. */
const isShouted = (words: readonly Word[]): boolean =>
  words.every(({ typed }) => typed === typed.toUpperCase())

/** Without the gaps at its edges. */
function trimmed(words: readonly Word[]): readonly Word[] {
  const first = words.findIndex(({ norm }) => norm !== '')
  const last = words.findLastIndex(({ norm }) => norm !== '')
  return first === -1 ? [] : words.slice(first, last + 1)
}

function mayBeName(words: readonly Word[]): boolean {
  const norms = words.map(({ norm }) => norm)
  const isTopic = (norm: string): boolean => norm === '' || (isGrammarWord(norm) && !fillers.has(norm))
  if (norms.length > 4 || norms.some(isTopic)) return norms.length === 1 && looksLikeId(norms[0] ?? '')
  return norms.some((norm) => !fillers.has(norm))
}

export const looksLikeId = (norm: string): boolean => /^[a-z]{0,3}\d{4,}$/u.test(norm)

/** A message without the time and the source that it says, which stand beside a name. */
export function withoutSlots(
  words: readonly Word[],
  vocabulary: Vocabulary,
): { words: readonly Word[]; slots: Pick<Slots, 'window' | 'source'> } {
  const shouted = isShouted(words)
  const original = new Map<Word, Word>()
  const guarded = words.map((word, index) => {
    const mayBePartOfName =
      !shouted && index > 0 && /^\p{Lu}/u.test(word.typed) && !namesOfThings.has(word.norm)
    if (!mayBePartOfName) return word
    const guard = { ...word, norm: `\u0000${word.norm}` }
    original.set(guard, word)
    return guard
  })
  const source = takeSource(guarded)
  const window = takeWindow(source?.rest ?? guarded, vocabulary)
  const rest = window?.rest ?? source?.rest ?? guarded
  return {
    words: rest.map((word) => original.get(word) ?? word),
    slots: { ...(window && { window: window.value }), ...(source && { source: source.value }) },
  }
}
