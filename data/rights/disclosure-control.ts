import { bands, type Band } from '../domain/band'

/** A percentage is given of more students than this. HESA's strategy. */
export const tooFewForPercentages = 22.5

/** An average is given over more students than this. HESA's strategy. */
export const tooFewForAverages = 7

/** What is known of a group of students before disclosure control. */
export interface Figures {
  bands: Record<Band, number>
  /** The scores of those who have one, added up. */
  scores: number
}

/** What may be said of a group. Percentages and averages are whole numbers, absent where too few stand behind them. */
export interface Published {
  /** Rounded, see {@link roundWhole}. */
  students: number
  /** The share of the bands that are asked for. */
  fitting?: number
  unknown?: number
  average?: number
}

export interface PublishedTable {
  /** Without percentages where groups beside each other have them, which they would tell more of. */
  total: Published
  /** In the order of the groups; undefined for one that is withheld. */
  rows: (Published | undefined)[]
}

export interface Publishing {
  /** The bands whose share is asked for. */
  asked: readonly Band[]
  /** Whether averages may be given at all. */
  averages: boolean
  /** Groups that have no row of their own. */
  unnamed?: ReadonlySet<number>
}

/** A count as HESA publishes it: to the nearest 5, so that 1 and 2 become 0. */
export function roundCount(count: number): number {
  return Math.round(count / 5) * 5
}

/**
 * Groups that together are a whole, made fit to be seen. Groups too small for a percentage are withheld, and with them
 * as many of the next smallest as it takes that the total less what is shown is no small group either; averages
 * likewise. Everything else that is said follows from the rounded counts of the bands alone, so that it tells nothing
 * that they do not: by one answer no count of a band can be known better than to the numbers that are rounded to the same.
 * Tables of the same students in other weeks and sources, taken together, can narrow a count further.
 */
export function publish(groups: readonly Figures[], publishing: Publishing): PublishedTable {
  const { averages, unnamed = new Set<number>() } = publishing
  const hidden = withhold(groups.map(studentsOf), isEnoughForPercentages, unnamed)
  const withoutAverage = withhold(groups.map(fewestJudged), isEnoughForAverages, hidden)
  const rows = groups.map((group, index) =>
    hidden.has(index)
      ? undefined
      : published(group, { ...publishing, averages: averages && !withoutAverage.has(index) }),
  )
  const total = published(groups.reduce(add, nobody), publishing)
  const shown = rows.flatMap((row) => (row === undefined ? [] : [row.students]))
  if (groups.length < 2 || shown.length === 0) return { total, rows }
  const { fitting: _fitting, unknown: _unknown, ...rest } = total
  return { total: { ...rest, students: roundWhole(total.students, shown, hidden.size === 0) }, rows }
}

/**
 * The rounded number of a whole whose parts are rounded too. HESA rounds it as it was calculated; but parts that all
 * were rounded up, and a whole that was not, would give their exact numbers away. It is then moved to the nearest 5 that
 * leaves each number possible which the parts do.
 *
 * @param isAll whether the parts are all of the whole
 */
export function roundWhole(rounded: number, parts: readonly number[], isAll: boolean): number {
  const least = sum(parts.map(leastOf))
  const most = isAll ? sum(parts.map((part) => part + 2)) : Infinity
  let whole = rounded
  while (leastOf(whole) < least) whole += 5
  while (whole + 2 > most) whole -= 5
  return whole
}

/** The least number that is rounded to this. */
const leastOf = (rounded: number): number => Math.max(0, rounded - 2)

/**
 * Which of the groups of a whole to withhold: those already withheld, those that are not enough, and the next smallest
 * until all that is withheld is nothing or enough together. Nobody gets at less by taking what is shown from the whole.
 */
function withhold(
  sizes: readonly number[],
  isEnough: (size: number) => boolean,
  already: ReadonlySet<number> = new Set(),
): Set<number> {
  const bySize = sizes.map((size, index) => ({ size, index })).sort((a, b) => a.size - b.size)
  const withheld = new Set(already)
  for (const { size, index } of bySize) if (size > 0 && !isEnough(size)) withheld.add(index)
  const together = (): number => [...withheld].reduce((sum, index) => sum + (sizes[index] ?? 0), 0)
  for (const { index } of bySize) {
    if (together() === 0 || isEnough(together())) break
    withheld.add(index)
  }
  return withheld
}

export const isEnoughForPercentages = (students: number): boolean => students > tooFewForPercentages

export const isEnoughForAverages = (students: number): boolean => students > tooFewForAverages

/** The figures of an empty group. */
export const nobody: Figures = {
  bands: { high: 0, good: 0, partial: 0, low: 0, none: 0, unknown: 0 },
  scores: 0,
}

export function add(a: Figures, b: Figures): Figures {
  const sums = { ...a.bands }
  for (const band of bands) sums[band] += b.bands[band]
  return { bands: sums, scores: a.scores + b.scores }
}

export const studentsOf = ({ bands: counts }: Figures): number => sum(bands.map((band) => counts[band]))

/** As few as may have a score, by the rounded counts; one where these leave it open whether any has. */
function fewestJudged({ bands: counts }: Figures): number {
  const judged = bands.filter((band) => band !== 'unknown')
  return Math.max(1, sum(judged.map((band) => leastOf(roundCount(counts[band])))))
}

function published(group: Figures, { asked, averages }: Publishing): Published {
  const students = studentsOf(group)
  const judged = students - group.bands.unknown
  const hasAverage = averages && isEnoughForAverages(fewestJudged(group))
  const average = hasAverage ? { average: Math.round(group.scores / judged) } : {}
  if (!isEnoughForPercentages(students)) return { students: roundCount(students), ...average }
  const rounded = (of: readonly Band[]): number[] => of.map((band) => roundCount(group.bands[band]))
  const all = sum(rounded(bands))
  const percent = (of: readonly Band[]): number => Math.round((100 * sum(rounded(of))) / all)
  return {
    students: roundWhole(roundCount(students), rounded(bands), true),
    fitting: percent(asked),
    unknown: percent(['unknown']),
    ...average,
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
