/** A percentage is given of more students than this. HESA's strategy. */
export const tooFewForPercentages = 22.5

/** An average is given over more students than this. HESA's strategy. */
export const tooFewForAverages = 7

/** What is known of a group of students before disclosure control. */
export interface Figures {
  students: number
  /** Those in the bands that a percentage is asked of. */
  fitting: number
  /** Those of whom too little is known for a score. */
  unknown: number
  /** The scores of the others, added up. */
  scores: number
}

/** What may be said of a group. Percentages and averages are whole numbers, absent where too few stand behind them. */
export interface Published {
  /** Rounded, see {@link roundCount}. */
  students: number
  fitting?: number
  unknown?: number
  average?: number
}

export interface PublishedTable {
  /** Calculated from the rows before any is rounded. */
  total: Published
  /** In the order of the groups; undefined for one that is withheld. */
  rows: (Published | undefined)[]
}

/** A count as HESA publishes it: to the nearest 5, so that 1 and 2 become 0. */
export function roundCount(count: number): number {
  return Math.round(count / 5) * 5
}

/**
 * Groups that together are a whole, made fit to be seen. Groups too small for a percentage are withheld, and with them
 * as many of the next smallest as it takes that the total less what is shown is no small group either. Averages are
 * withheld likewise, or altogether where the caller says so. `unnamed` groups have no row of their own.
 */
export function publish(
  groups: readonly Figures[],
  averages = true,
  unnamed: ReadonlySet<number> = new Set(),
): PublishedTable {
  const sizes = groups.map(({ students }) => students)
  const hidden = withhold(sizes, isEnoughForPercentages, unnamed)
  const withoutAverage = withhold(groups.map(judged), isEnoughForAverages, hidden)
  return {
    total: published(groups.reduce(add, nobody), averages),
    rows: groups.map((group, index) =>
      hidden.has(index) ? undefined : published(group, averages && !withoutAverage.has(index)),
    ),
  }
}

/**
 * Which of the groups of a whole to withhold: those already withheld, those that are not enough, and the next smallest
 * until all that is withheld is nothing or enough together. Nobody gets at less by taking what is shown from the whole.
 */
export function withhold(
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

const nobody: Figures = { students: 0, fitting: 0, unknown: 0, scores: 0 }

export function add(a: Figures, b: Figures): Figures {
  return {
    students: a.students + b.students,
    fitting: a.fitting + b.fitting,
    unknown: a.unknown + b.unknown,
    scores: a.scores + b.scores,
  }
}

const judged = ({ students, unknown }: Figures): number => students - unknown

function published(group: Figures, averages: boolean): Published {
  const percent = (count: number): number => Math.round((100 * count) / group.students)
  return {
    students: roundCount(group.students),
    ...(isEnoughForPercentages(group.students)
      ? { fitting: percent(group.fitting), unknown: percent(group.unknown) }
      : {}),
    ...(averages && isEnoughForAverages(judged(group))
      ? { average: Math.round(group.scores / judged(group)) }
      : {}),
  }
}
