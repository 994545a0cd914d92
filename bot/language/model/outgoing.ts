import type { Population } from '../question'
import { findUnit } from '../slots/units'
import { isWord } from '../spelling'
import { knownStudents } from '../students'
import type { Vocabulary } from '../vocabulary'
import { gap, wordsOf } from '../words'
import { knownNames, type NamedPerson } from './known-names'
import { tokensOf, type Token } from './tokens'
import { toldOf } from './told'

/** A message made ready for a model. */
export interface Outgoing {
  /** What may leave: harmless words, small numbers and placeholders. */
  text: string
  /** What each placeholder stands for. */
  placeholders: ReadonlyMap<string, Hidden>
}

/** What a placeholder stands for: words as they were typed, which never leave, and the unit that they name. */
export interface Hidden {
  typed: string
  unit?: Population
}

type Kind = 'STUDENT' | 'UNIT' | 'NAME' | 'CODE' | 'WORD'

/** A stretch of a message: of tokens that are hidden together, or one that is told. */
type Part = { told: string } | { kind: Kind; typed: string; unit?: Population }

/** Longer messages are no questions. */
const mostTokens = 40

/** The most words that may be hidden: of a message with more of them too little is left to be read. */
const mostHidden = 6

/**
 * What of a message may leave: each word that is not known to be harmless is a placeholder. Units are placeholders too,
 * so that none comes back that was not asked for. Undefined where too little would be left.
 *
 * @param staff whose names are hidden beside those of the students in scope
 */
export function outgoingOf(
  text: string,
  vocabulary: Vocabulary,
  staff: readonly NamedPerson[],
): Outgoing | undefined {
  const tokens = tokensOf(text)
  if (tokens.length > mostTokens) return undefined
  const told = toldOf(tokens, knownNames([...vocabulary.students, ...staff]))
  const parts = withUnits(tokens, told, vocabulary)
  const hidden = parts.reduce((sum, part) => sum + hiddenIn(part), 0)
  const kept = parts.filter((part) => 'told' in part || part.kind === 'UNIT').length
  if (kept < 2 || hidden > mostHidden || hidden > kept) return undefined
  return numbered(parts)
}

/** How many words a part hides; a student is one, however long the name. */
function hiddenIn(part: Part): number {
  if ('told' in part || part.kind === 'UNIT') return 0
  return part.kind === 'STUDENT' ? 1 : part.typed.split(' ').length
}

/** The parts of a message, of which the longest run of words that names a unit is one. */
function withUnits(
  tokens: readonly Token[],
  told: readonly (string | undefined)[],
  vocabulary: Vocabulary,
): Part[] {
  const students = studentRuns(tokens, told, vocabulary)
  const words = tokens.flatMap((token, index) =>
    students.some(({ start, end }) => index >= start && index < end)
      ? [{ word: gap, index }]
      : wordsOf(token.typed).map((word) => ({ word, index })),
  )
  const found = findUnit(
    words.map(({ word }) => word),
    vocabulary,
    isWord,
  )
  const unit = found && found.population.kind !== 'institution' ? found : undefined
  const runs: Run[] = [...students]
  const [first, last] = [words[unit?.start ?? -1], words[(unit?.end ?? 0) - 1]]
  if (unit && first && last)
    runs.push({ start: first.index, end: last.index + 1, kind: 'UNIT', unit: unit.population })
  return partsOf(tokens, told, runs)
}

interface Run {
  start: number
  end: number
  kind: Kind
  unit?: Population
}

/** The hidden words that name students in scope, the longest runs first. */
function studentRuns(
  tokens: readonly Token[],
  told: readonly (string | undefined)[],
  { students, pseudonyms }: Vocabulary,
): Run[] {
  const known = knownStudents(students, pseudonyms)
  const isFree = (from: number, to: number): boolean =>
    told.slice(from, to).every((word) => word === undefined) &&
    runs.every(({ start, end }) => to <= start || from >= end)
  const runs: Run[] = []
  for (let size = 5; size > 0; size -= 1)
    for (let start = 0; start + size <= tokens.length; start += 1) {
      if (!isFree(start, start + size)) continue
      const named = known.named(wordsOf(typedOf(tokens, start, start + size)), isWord)
      const isEveryday = size === 1 && isWord(tokens[start]?.typed ?? '')
      if (named && !('unknown' in named) && !isEveryday)
        runs.push({ start, end: start + size, kind: 'STUDENT' })
    }
  return runs
}

/** In the order of the message. Words beside each other that look like one name are one. */
function partsOf(
  tokens: readonly Token[],
  told: readonly (string | undefined)[],
  runs: readonly Run[],
): Part[] {
  const parts: Part[] = []
  for (let index = 0; index < tokens.length;) {
    const run = runs.find(({ start }) => start === index) ?? runOf(tokens, told, index, runs)
    const word = told[index]
    if (run.kind === 'WORD' && word !== undefined) parts.push({ told: word })
    else
      parts.push({
        kind: run.kind,
        typed: typedOf(tokens, run.start, run.end),
        ...(run.unit && { unit: run.unit }),
      })
    index = run.end
  }
  return parts
}

function runOf(
  tokens: readonly Token[],
  told: readonly (string | undefined)[],
  start: number,
  runs: readonly Run[],
): Run {
  const kind = told[start] === undefined ? kindOf(tokens[start]) : 'WORD'
  let end = start + 1
  const goesOn = (): boolean =>
    kind === 'NAME' &&
    end < tokens.length &&
    tokens[end - 1]?.stop === false &&
    told[end] === undefined &&
    kindOf(tokens[end]) === 'NAME' &&
    runs.every((run) => run.start !== end)
  while (goesOn()) end += 1
  return { start, end, kind }
}

/** What a hidden word looks like. */
function kindOf(token: Token | undefined): Kind {
  const typed = token?.typed ?? ''
  if (/[\p{N}@]/u.test(typed)) return 'CODE'
  return /[^a-z]/u.test(typed) ? 'NAME' : 'WORD'
}

/** As typed, without a possessive ending. */
const typedOf = (tokens: readonly Token[], start: number, end: number): string =>
  tokens
    .slice(start, end)
    .map(({ typed }) => typed)
    .join(' ')
    .replace(/['’]s$/iu, '')

function numbered(parts: readonly Part[]): Outgoing {
  const placeholders = new Map<string, Hidden>()
  const counts = new Map<Kind, number>()
  const words = parts.map((part) => {
    if ('told' in part) return part.told
    const { kind, ...hidden } = part
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    const placeholder = `<${kind}${count}>`
    placeholders.set(placeholder, hidden)
    return placeholder
  })
  return { text: words.join(' '), placeholders }
}
