/** What could tell a student of a small cohort from the others; null where it is not shown. */
export interface Traits {
  programme: string | null
  level: number | null
}

/** As many of a cohort must look alike. */
export const fewestAlike = 5

/** What may be left of a student's traits, from most to least. */
const steps: readonly (<T extends Traits>(row: T) => T)[] = [
  (row) => row,
  (row) => ({ ...row, level: null }),
  (row) => ({ ...row, programme: null }),
]

/**
 * Leaves of programme and level what at least {@link fewestAlike} of the cohort share, so that nobody who knows a
 * student's can find them by it. Those of whom neither is left are as many, too: while they are fewer, the smallest
 * group of the others joins them.
 */
export function generalise<T extends Traits>(cohort: readonly T[]): T[] {
  let rest: T[] = [...cohort]
  const shown: T[][] = []
  for (const leave of steps) {
    const groups = alike(rest, leave)
    shown.push(...groups.filter(isEnough).map((group) => group.map((row) => leave(row))))
    rest = groups.filter((group) => !isEnough(group)).flat()
  }
  shown.sort((a, b) => a.length - b.length)
  while (rest.length > 0 && !isEnough(rest) && shown.length > 0) rest.push(...(shown.shift() ?? []))
  return [...shown.flat(), ...rest.map((row) => ({ ...row, programme: null, level: null }))]
}

function alike<T extends Traits>(rows: readonly T[], leave: (row: T) => T): T[][] {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const { programme, level } = leave(row)
    const key = JSON.stringify([programme, level])
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups.values()]
}

function isEnough(group: readonly unknown[]): boolean {
  return group.length >= fewestAlike
}
