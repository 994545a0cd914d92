import { firstsOf, stepsOf, writtenOut, type Step } from './phrase-steps'
import type { Word } from './words'

// How the phrase tables write a phrase: words, `a|b` for either of two, `(…)` for what may be left out, and `{part}` for
// what a reader of its own understands: "silent|quiet for (the last) {span}".

/** A value that the words from some place on mean, up to before `end`. */
export interface Reading<Value> {
  value: Value
  end: number
}

/** Finds what the words at a place may mean, the longest first. */
export type Reader<Value> = (words: readonly Word[], at: number) => readonly Reading<Value>[]

/** The readers of the parts that a table's phrases name. */
export type Readers<Parts> = { [Part in keyof Parts]: Reader<Parts[Part]> }

/** Phrases that mean one value; with parts, a value made of theirs. */
export interface Phrases<Value> {
  means: Value
  phrases: readonly string[]
}

export interface Found<Value, Parts = object> {
  value: Value
  parts: Partial<Parts>
  start: number
  end: number
}

/** Finds the phrase of a table that takes the most words; of several the first. */
export type Finder<Value, Parts> = (
  words: readonly Word[],
  readers: Readers<Parts>,
) => Found<Value, Parts> | undefined

/** Makes a table ready to be searched: once, not for every message. */
export function finderOf<Value, Parts = object>(table: readonly Phrases<Value>[]): Finder<Value, Parts> {
  const beginningWith = readyTable(table)
  return (words, readers) => {
    let best: Found<Value, Parts> | undefined
    for (let start = 0; start < words.length; start += 1)
      for (const phrase of beginningWith(words[start]?.norm ?? '')) {
        const match = matchAt(phrase, words, start, readers)
        if (match && (!best || match.end - start > best.end - best.start))
          best = { value: phrase.means, parts: match.parts as Partial<Parts>, start, end: match.end }
      }
    return best
  }
}

/** The readings of a table's phrases that begin at one place, the longest first. */
export function readerOf<Value, Parts, Result>(
  table: readonly Phrases<Value>[],
  readers: Readers<Parts>,
  result: (value: Value, parts: Partial<Parts>) => Result | undefined,
): Reader<Result> {
  const beginningWith = readyTable(table)
  return (words, at) =>
    beginningWith(words[at]?.norm ?? '')
      .flatMap((phrase) => {
        const match = matchAt(phrase, words, at, readers)
        const value = match && result(phrase.means, match.parts as Partial<Parts>)
        return match && value !== undefined ? [{ value, end: match.end }] : []
      })
      .sort((a, b) => b.end - a.end)
}

interface Compiled<Value> {
  means: Value
  steps: readonly Step[]
  /** With which words it may begin; absent where a part may stand first. */
  firsts: ReadonlySet<string> | undefined
}

function compile<Value>(table: readonly Phrases<Value>[]): Compiled<Value>[] {
  return table.flatMap(({ means, phrases }) =>
    phrases.map((phrase) => {
      const steps = stepsOf(phrase)
      return { means, steps, firsts: firstsOf(steps) }
    }),
  )
}

const readyTables = new WeakMap<object, unknown>()

/** A table made ready once, however many readers it serves. */
function readyTable<Value>(table: readonly Phrases<Value>[]): Beginning<Value> {
  const known = readyTables.get(table) as Beginning<Value> | undefined
  const ready = known ?? byFirst(compile(table))
  readyTables.set(table, ready)
  return ready
}

type Beginning<Value> = (word: string) => readonly Compiled<Value>[]

/** The phrases that may begin with a word, in their order: looked up, for a table has hundreds. */
function byFirst<Value>(compiled: readonly Compiled<Value>[]): Beginning<Value> {
  const words = new Set(compiled.flatMap(({ firsts }) => [...(firsts ?? [])]))
  const open = compiled.filter(({ firsts }) => !firsts)
  const beginning = new Map(
    [...words].map((word) => [word, compiled.filter(({ firsts }) => !firsts || firsts.has(word))]),
  )
  return (word) => beginning.get(word) ?? open
}

/** A match that takes at least one word. */
function matchAt<Value, Parts>(
  { steps }: Compiled<Value>,
  words: readonly Word[],
  at: number,
  readers: Readers<Parts>,
): Match | undefined {
  const match = longestMatch(steps, words, at, readers)
  return match && match.end > at ? match : undefined
}

/** Every word that the phrases of a table write out. */
export function wordsIn(table: readonly Phrases<unknown>[]): string[] {
  return table.flatMap(({ phrases }) => phrases.flatMap((phrase) => writtenOut(stepsOf(phrase))))
}

interface Match {
  end: number
  parts: Record<string, unknown>
}

function longestMatch(
  steps: readonly Step[],
  words: readonly Word[],
  at: number,
  readers: Readers<Record<string, unknown>>,
): Match | undefined {
  const [step, ...rest] = steps
  if (!step) return { end: at, parts: {} }
  if ('words' in step)
    return step.words.has(words[at]?.norm ?? '') ? longestMatch(rest, words, at + 1, readers) : undefined
  if ('optional' in step) {
    const withIt = longestMatch([...step.optional, ...rest], words, at, readers)
    const without = longestMatch(rest, words, at, readers)
    return withIt && withIt.end >= (without?.end ?? 0) ? withIt : without
  }
  let best: Match | undefined
  for (const { value, end } of readers[step.part]?.(words, at) ?? []) {
    const match = longestMatch(rest, words, end, readers)
    if (match && match.end > (best?.end ?? -1))
      best = { end: match.end, parts: { [step.part]: value, ...match.parts } }
  }
  return best
}
