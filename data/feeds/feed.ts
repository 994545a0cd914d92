import type { Day } from '../domain/day'
import type { Transaction } from '../store/store'
import type { Column, FeedColumn } from './column'
import type { Duck } from './duck'
import type { Expectations } from '../configuration/expectations'
import type { LoadProgress } from './load-progress'
import type { Passing } from './how-to-pass'

/** A check of a whole row, in SQL over its values. */
export interface Rule {
  column: string
  wrong: string
  must: string
}

/** One row dated ahead would make a whole feed look fresher than it is. */
export const notAhead = (column: string): Rule => ({
  column,
  // The day of each row would have to be looked up in the history of London's clocks.
  wrong: `${column} >= cast(getvariable('today') + 1 as timestamptz)`,
  must: 'not lie in the future',
})

export const notInFuture = notAhead('occurred_at')

const [aDay, tenAtNight] = [86_400_000_000, 79_200_000_000]

/**
 * SQL for the London day of an instant. London has never been more than two hours ahead of UTC since 1900: only the last two
 * hours of a day have to be looked up in the history of its clocks, which takes most of the time of reading activity.
 */
export const londonDay = (instant: string): string =>
  `case when epoch_us(${instant}) >= 0 and epoch_us(${instant}) % ${aDay} < ${tenAtNight} then date '1970-01-01' + cast(epoch_us(${instant}) // ${aDay} as integer) else cast(${instant} as date) end`

/** Of which programmes and days a load added or changed activity: what is computed from them has to be renewed. */
export type DaysTouched = readonly { programme: string; day: Day }[]

/** Where a feed's accepted rows go: one transaction of the store. */
export interface Target {
  tx: Transaction
  today: Day
  /** Whether every line of the files could be read as a row. */
  readWhole: boolean
  /** The rows were rejected before: what has been loaded since is newer, and stays. */
  isSecondChance: boolean
  /** How much of what is held a snapshot may end; absent where any share. */
  removals: Pick<Expectations, 'largestRemovalShare' | 'fewRows'> | undefined
  /** How a refused load is let pass. */
  passing: Passing | undefined
  /** Told how many rows that a snapshot lacks it does not end, since what it gets wrong may be about them. */
  spare: (rows: number) => void
  /** Told how far the rows are, where somebody watches. */
  tell?: (phase: LoadProgress['phase'], done?: number, all?: number) => void
}

/** One feed of the contract: its columns, its natural key, its checks, and how its rows reach the store. */
export interface Feed {
  name: string
  /** A snapshot is the whole truth: what it no longer holds has ended. Increments add and replace. */
  kind: 'snapshot' | 'increment'
  columns: Record<string, Column>
  /** A later row with the same key replaces an earlier one. SQL expressions over the values. */
  key: readonly string[]
  rules: readonly Rule[]
  /** Writes what stageRows left in DuckDB into the store. Gives the activity that differs from before. */
  write(duck: Duck, target: Target): Promise<DaysTouched>
}

/** A feed that a university delivers: its columns are told to whoever makes its files. */
export interface DeliveredFeed extends Feed {
  columns: Record<string, FeedColumn>
}

/** Each programme and day of either. */
export function uniteDays(a: DaysTouched, b: DaysTouched): DaysTouched {
  const days = [...a, ...b].map((touched) => [`${touched.day} ${touched.programme}`, touched] as const)
  return [...new Map(days).values()]
}
