import { InvalidArgumentError } from 'commander'
import { readSetting } from '../../data/records/settings'
import { requireCurrentSchema } from '../../data/store/migrate'
import { openStore } from '../../data/store/open'
import type { Store } from '../../data/store/store'
import type { Clock } from '../../data/domain/day'
import { readConfig } from '../config'

export interface NowOption {
  now?: Date
}

export const nowFlag = ['--now <time>', 'fixes the clock, ISO 8601', instant] as const

/** Parses an option's ISO 8601 instant; refuses anything else as wrong usage. */
export function instant(text: string): Date {
  const date = new Date(text)
  if (!/^\d{4}-\d{2}-\d{2}/u.test(text) || Number.isNaN(date.getTime())) {
    throw new InvalidArgumentError('It must be an ISO 8601 time, such as 2026-11-24T09:00:00Z.')
  }
  return date
}

/** Parses an option's date. */
export function day(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text) || Number.isNaN(Date.parse(text))) {
    throw new InvalidArgumentError('It must be a date, YYYY-MM-DD.')
  }
  return text
}

/** Splits "A,B" into its parts. */
export function list(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** Opens the configured store, checks its schema, and closes it after `work`, whatever comes. */
export async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = openStore(readConfig().database)
  try {
    await requireCurrentSchema(store)
    return await work(store)
  } finally {
    await store.close()
  }
}

/** The clock of `--now`; else the day on which a sample university lives; else the real one. */
export async function clockOf(store: Store, { now }: NowOption): Promise<Clock> {
  if (now) return () => now
  const sample = await readSetting(store, 'sample-now')
  if (sample === undefined) return () => new Date()
  const fixed = new Date(sample)
  return () => fixed
}

/** One JSON document on standard output. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}

export function printLine(line: string): void {
  process.stdout.write(`${line}\n`)
}
