import type { Unit } from '../../../data/queries/units'
import type { Population } from '../question'
import type { OwnUnit, Vocabulary } from '../vocabulary'
import { gap, without, wordsOf, type Word } from '../words'
import type { Taken } from './taken'

/** What people call the kinds of unit. */
const kindWords: Readonly<Record<string, Unit['kind']>> = {
  programme: 'programme',
  programmes: 'programme',
  program: 'programme',
  course: 'programme',
  degree: 'programme',
  school: 'school',
  department: 'school',
  dept: 'school',
  faculty: 'faculty',
}

/** Before a programme's name; they tell no programme apart. */
const awards: ReadonlySet<string> = new Set(
  'bsc ba msc ma beng meng llb bachelors undergraduate ug hons honours degree'.split(' '),
)

/** In a unit's name these tell nothing. */
const weak: ReadonlySet<string> = new Set(
  'of and the in for school faculty department programme course studies foundation year'.split(' '),
)

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

const mostWords = 9

/** The longer of two, and of equally long ones the surer and the earlier. */
function isBetter(best: Candidate, other: Candidate): boolean {
  const [a, b] = [best.end - best.start, other.end - other.start]
  return a === b ? best.rank <= other.rank : a > b
}

interface KnownUnit {
  unit: Unit
  /** Runs of words that name it outright. */
  names: string[]
  /** The words of its name that tell it apart. */
  telling: string[]
  /** Its name without "School of". */
  bare: string
  /** What its code ends with: "cs" of BSC-CS. */
  tail: string | undefined
}

const ready = new WeakMap<readonly Unit[], KnownUnit[]>()

/** Worked out once for a message, which several intents look at. */
function knownUnits(units: readonly Unit[]): KnownUnit[] {
  const known = ready.get(units) ?? units.map((unit) => knownBy(unit, units))
  ready.set(units, known)
  return known
}

function knownBy(unit: Unit, units: readonly Unit[]): KnownUnit {
  const name = wordsOf(unit.name).map(({ norm }) => norm)
  const code = wordsOf(unit.unit_code).map(({ norm }) => norm)
  const tail = code.length > 1 && (code.at(-1) ?? '').length > 1 ? code.at(-1) : undefined
  return {
    unit,
    names: [name.join(' '), code.join(' '), code.join(''), ...headOf(unit, units)],
    telling: name.filter((word) => !weak.has(word)),
    bare: name.join(' ').replace(/^(faculty|school|department) of /u, ''),
    tail,
  }
}

/** How its code begins, where no other does: "LLB". */
function headOf(unit: Unit, units: readonly Unit[]): string[] {
  const head = (code: string): string => wordsOf(code)[0]?.norm ?? ''
  const own = head(unit.unit_code)
  const isOnly = own.length > 2 && units.every((each) => each === unit || head(each.unit_code) !== own)
  return isOnly ? [own] : []
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
  const kind = run.length === 2 && (run[0] === 'my' || run[0] === 'our') ? kindWords[run[1] ?? ''] : undefined
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
  const telling = run.filter((word) => !weak.has(word) && !(word in kindWords) && !awards.has(word))
  const kind = run.map((word) => kindWords[word]).find((each) => each !== undefined)
  const hasAward = run.some((word) => awards.has(word))
  if (telling.length === 0 || run.length - telling.length > 4 || run.includes('')) return undefined
  if (!edgesTell(run)) return undefined
  const isCommon = telling.length === 1 && (telling[0] ?? '').length > 0 && isWord(telling[0] ?? '')
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

/** A run that begins or ends with "and" is not about what stands there. */
function edgesTell(run: readonly string[]): boolean {
  const edge = (word: string | undefined): boolean =>
    word !== undefined && (!weak.has(word) || word in kindWords)
  return edge(run[0]) && edge(run.at(-1))
}

/** All that tells the unit apart, each word whole or abbreviated. */
const isWhole = (telling: readonly string[], { telling: all }: KnownUnit): boolean =>
  (telling.length === all.length && all.every((word, index) => abbreviates(telling[index] ?? '', word))) ||
  (telling.length === 1 && all.length > 1 && isJoined(telling[0] ?? '', all))

/** "compsci" of Computer Science. */
function isJoined(word: string, [first = '', ...others]: readonly string[]): boolean {
  if (others.length === 0) return word.length >= 3 && first.startsWith(word)
  for (let length = 3; length < word.length - 2; length += 1)
    if (first.startsWith(word.slice(0, length)) && isJoined(word.slice(length), others)) return true
  return false
}

function isTail(
  telling: readonly string[],
  { tail }: KnownUnit,
  isCommon: boolean,
  hasAward: boolean,
): boolean {
  return tail !== undefined && telling[0] === tail && (!isCommon || hasAward)
}

/** Some of it, in its order. */
function isPart(telling: readonly string[], { telling: all }: KnownUnit): boolean {
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

function onlyOne(found: readonly KnownUnit[], own: readonly OwnUnit[]): KnownUnit | undefined {
  if (found.length <= 1) return found[0]
  const mine = found.filter(({ unit }) => own.some(({ code }) => code === unit.unit_code))
  return mine.length === 1 ? mine[0] : undefined
}

/** Together with the words of kind, and the award, beside it. */
function withKindWords(words: readonly Word[], { start, end }: Candidate): { start: number; end: number } {
  let [from, to] = [start, end]
  const isBeside = (norm: string | undefined): boolean =>
    norm !== undefined && (norm in kindWords || awards.has(norm))
  while (isBeside(words[from - 1]?.norm)) from -= 1
  while (isBeside(words[to]?.norm)) to += 1
  return { start: from, end: to }
}

export const unitWords: readonly string[] = [...Object.keys(kindWords), ...awards]
