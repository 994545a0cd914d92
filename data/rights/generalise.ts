import type { Band } from '../domain/band'
import { sources, type Source } from '../domain/source'
import { standardConfiguration } from '../configuration/indicator'

/** An indicator as coarse as a cohort is told it: under 40, between, over 70; or the source did not count. */
export type IndicatorClass = 'low' | 'middle' | 'high' | 'not counted'

/** All that is shown of a student beside the pseudonym; null or absent where it is not. */
export interface Traits {
  band: Band | null
  programme: string | null
  level: number | null
  indicators: Partial<Record<Source, IndicatorClass>>
}

/** As many of a cohort must look alike in everything that is shown of them. */
const fewestAlike = 5

export function classOf(indicator: number | null): IndicatorClass {
  if (indicator === null) return 'not counted'
  if (indicator < 40) return 'low'
  return indicator > 70 ? 'high' : 'middle'
}

/** What is left out one after another: programme, level, then the sources from the least weighty. The band is left. */
const omissions: readonly ((traits: Traits) => Partial<Traits>)[] = [
  () => ({ programme: null }),
  () => ({ level: null }),
  ...[...sources]
    .sort((a, b) => standardConfiguration.weights[a] - standardConfiguration.weights[b])
    .map((source) => ({ indicators: { [source]: _left, ...indicators } }: Traits) => ({ indicators })),
]

/**
 * Leaves of each student's traits as many as at least {@link fewestAlike} of the cohort show alike, all of them taken
 * together: k-anonymity. Who shares too few with the others shows the band alone, where five of the cohort are in it,
 * else nothing; so that these are five as well, the smallest group of the others joins them.
 *
 * What it gives: whoever knows everything about a student, such as their tutor, finds five or more pseudonyms that may
 * be theirs; and as this holds in each project, a row of one project fits five or more of another, never one alone.
 * What it does not: it hides nothing that all five have in common, so a student known to be in the cohort may be known
 * by their band; it does not stand up to somebody who can tell four of the five apart by other means; and it holds for
 * one look at a time, whereas a pseudonym stays the same while those it is grouped with change from week to week, so
 * that looks set off against each other over weeks can narrow it down.
 */
export function generalise<T extends Traits>(cohort: readonly T[]): T[] {
  const shown: T[][] = []
  let rest = [...cohort]
  for (const omit of omissions) {
    const groups = alike(rest)
    shown.push(...groups.filter(isEnough))
    const few = groups.filter((group) => !isEnough(group)).flat()
    rest = few.map((row) => ({ ...row, ...omit(row) }))
  }
  const hidden: T[] = []
  for (const group of alike(rest)) {
    if (!isEnough(group)) group.push(...takeSmallest(shown, ([one]) => one?.band === group[0]?.band))
    if (isEnough(group)) shown.push(group.map((row) => ({ ...row, ...nothing, band: row.band })))
    else hidden.push(...group)
  }
  if (hidden.length > 0 && !isEnough(hidden)) hidden.push(...takeSmallest(shown))
  return [...shown.flat(), ...hidden.map((row) => ({ ...row, ...nothing }))]
}

const nothing: Traits = { band: null, programme: null, level: null, indicators: {} }

/** Rows of equal traits, in an order that depends on the traits alone: the same cohort always looks the same. */
function alike<T extends Traits>(rows: readonly T[]): T[][] {
  const groups = new Map<string, T[]>()
  for (const row of rows) groups.set(lookOf(row), [...(groups.get(lookOf(row)) ?? []), row])
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)
}

function lookOf({ band, programme, level, indicators }: Traits): string {
  return JSON.stringify([band, programme, level, sources.map((source) => indicators[source] ?? null)])
}

function isEnough(group: readonly unknown[]): boolean {
  return group.length >= fewestAlike
}

/** Takes out the smallest of the groups that fit; none where none does. */
function takeSmallest<T>(groups: T[][], fits: (group: readonly T[]) => boolean = () => true): T[] {
  const [smallest] = groups.filter(fits).sort((a, b) => a.length - b.length)
  if (smallest) groups.splice(groups.indexOf(smallest), 1)
  return smallest ?? []
}
