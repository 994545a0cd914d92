import type { Population } from '../question'
import type { OwnUnit, Vocabulary } from '../vocabulary'
import { gap, without, wordsOf, type Word } from '../words'
import { awards, kindWords, knownUnits, weak, type KnownUnit } from './known-units'
import type { Taken } from './taken'
import { isPart, isTail, isWhole } from './unit-names'

const universityPhrases = [
  'whole university',
  'entire university',
  'university wide',
  'universitywide',
  'university',
  'whole institution',
  'entire institution',
  'institution',
  'whole uni',
  'uni',
  'institution wide',
  'across the board',
  'uni wide',
  'everyone at the university',
  'all students at the university',
  'whole place',
  'whole student body',
  'entire student body',
  'entire uni',
]

interface Candidate {
  population: Population
  end: number
  start: number
  /** How surely: the whole name or code, its telling words, a part of them. */
  rank: 1 | 2 | 3
}

/**
 * A unit by its code, its name, a part of it ("computing", "mech eng", "psych") or an award and its code's end ("BSc CS"), a
 * project by its code, the university, or "my school" where the asker has one. A part that fits several units names none,
 * unless "school", "faculty" or "programme" beside it tells which, or only one of them is the asker's own.
 *
 * @param isWord whether a word means something else in a question: alone it is no part of a name
 */
export function takeUnit(
  words: readonly Word[],
  names: Pick<Vocabulary, 'units' | 'projects' | 'own'>,
  isWord: (norm: string) => boolean,
): Taken<Population> | undefined {
  const found = findUnit(words, names, isWord)
  if (!found) return undefined
  const { population, start, end } = found
  const code = 'code' in population ? population.code : undefined
  const again = knownUnits(names.units).find(({ unit }) => unit.unit_code === code)
  // "Nursing students (adult nursing)", "law (LLB)": the same said twice.
  const rest = without(words, start, end).map((word) =>
    again?.telling.includes(word.norm) || again?.names.includes(word.norm) ? gap : word,
  )
  return { value: population, rest }
}

/** The same unit, and where the words that name it stand. */
export function findUnit(
  words: readonly Word[],
  { units, projects, own }: Pick<Vocabulary, 'units' | 'projects' | 'own'>,
  isWord: (norm: string) => boolean,
): { population: Population; start: number; end: number } | undefined {
  const known = knownUnits(units)
  let best: Candidate | undefined
  for (let start = 0; start < words.length; start += 1)
    for (let end = Math.min(words.length, start + mostWords); end > start; end -= 1) {
      const found =
        namedOutright(words, start, end, known, projects, own) ??
        namedInPart(words, start, end, known, own, isWord)
      if (!found || (best && isBetter(best, found))) continue
      best = found
    }
  return best && { population: best.population, ...withKindWords(words, best) }
}

const ownership: ReadonlySet<string> = new Set('my our the this'.split(' '))

const mostWords = 9

/** The longer of two, and of equally long ones the surer and the earlier. */
function isBetter(best: Candidate, other: Candidate): boolean {
  const [a, b] = [best.end - best.start, other.end - other.start]
  return a === b ? best.rank <= other.rank : a > b
}

function namedOutright(
  words: readonly Word[],
  start: number,
  end: number,
  known: readonly KnownUnit[],
  projects: readonly string[],
  own: readonly OwnUnit[],
): Candidate | undefined {
  const run = words.slice(start, end).map(({ norm }) => norm)
  const text = run.join(' ')
  const at = { start, end, rank: 1 as const }
  const unit = known.find(({ names }) => names.includes(text))?.unit
  if (unit) return { population: { kind: unit.kind, code: unit.unit_code }, ...at }
  const project = projects.find(
    (code) =>
      wordsOf(code)
        .map(({ norm }) => norm)
        .join(' ') === text,
  )
  if (project !== undefined) return { population: { kind: 'project', code: project }, ...at }
  if (universityPhrases.includes(text)) return { population: { kind: 'institution' }, ...at }
  const kind = run.length === 2 && ownership.has(run[0] ?? '') ? kindWords.get(run[1] ?? '') : undefined
  const mine = kind === undefined ? [] : own.filter((each) => each.kind === kind)
  const codes = new Set(mine.map(({ code }) => code))
  return mine[0] && codes.size === 1 ? { population: mine[0], ...at } : undefined
}

function namedInPart(
  words: readonly Word[],
  start: number,
  end: number,
  known: readonly KnownUnit[],
  own: readonly OwnUnit[],
  isWord: (norm: string) => boolean,
): Candidate | undefined {
  const run = words.slice(start, end).map(({ norm }) => norm)
  const telling = run.filter((word) => !weak.has(word) && !kindWords.has(word) && !awards.has(word))
  const kind = run.map((word) => kindWords.get(word)).find((each) => each !== undefined)
  const hasAward = run.some((word) => awards.has(word))
  if (telling.length === 0 || run.length - telling.length > 4 || run.includes('')) return undefined
  if (!edgesTell(run)) return undefined
  const isCommon = telling.length === 1 && isWord(telling[0] ?? '') && !isCode(words.slice(start, end), words)
  const ofKind = known.filter(
    ({ unit }) => (kind === undefined || unit.kind === kind) && (!hasAward || unit.kind === 'programme'),
  )
  const fit = (least: 2 | 3, which: readonly KnownUnit[]): Candidate | undefined => {
    const only =
      onlyOne(which, own) ??
      onlyOne(
        which.filter(({ bare }) => bare === run.join(' ')),
        own,
      )
    return (
      only && { population: { kind: only.unit.kind, code: only.unit.unit_code }, start, end, rank: least }
    )
  }
  const whole = ofKind.filter(
    (each) =>
      (isCommon ? each.telling.join(' ') === telling[0] : isWhole(telling, each)) ||
      (telling.length === 1 && isTail(telling, each, isCommon, hasAward)),
  )
  if (whole.length > 0)
    return isCommon && kind === undefined && !whole.some((each) => each.telling.length === 1)
      ? undefined
      : fit(2, whole)
  if (isCommon && kind === undefined && !hasAward) return undefined
  return fit(
    3,
    ofKind.filter((each) => isPart(telling, each)),
  )
}

/** "HIS" in a message that is not all in capitals is a code, and no pronoun. */
const isCode = (run: readonly Word[], words: readonly Word[]): boolean =>
  run.some(({ typed }) => /^\p{Lu}{2,}$/u.test(typed)) && words.some(({ typed }) => /\p{Ll}/u.test(typed))

/** A run that begins or ends with "and" is not about what stands there. */
function edgesTell(run: readonly string[]): boolean {
  const edge = (word: string | undefined): boolean =>
    word !== undefined && (!weak.has(word) || kindWords.has(word))
  return edge(run[0]) && edge(run.at(-1))
}

function onlyOne(found: readonly KnownUnit[], own: readonly OwnUnit[]): KnownUnit | undefined {
  if (found.length <= 1) return found[0]
  const mine = found.filter(({ unit }) => own.some(({ code }) => code === unit.unit_code))
  return mine.length === 1 ? mine[0] : undefined
}

/** Together with the words of kind, and the award, beside it. */
function withKindWords(words: readonly Word[], { start, end }: Candidate): { start: number; end: number } {
  let [from, to] = [start, end]
  const isBeside = (norm: string | undefined): boolean =>
    norm !== undefined && (kindWords.has(norm) || awards.has(norm))
  while (isBeside(words[from - 1]?.norm)) from -= 1
  while (isBeside(words[to]?.norm)) to += 1
  return { start: from, end: to }
}

export const unitWords: readonly string[] = [...kindWords.keys(), ...awards]
