import { InvalidArgumentError } from 'commander'
import { isDay, startOf } from '../../data/domain/day'
import { EngagementError } from '../../data/domain/errors'
import { requireReady } from '../../data/records/awaited-feeds'
import { requireCurrentSchema } from '../../data/store/migrate'
import { isSqlite, openStore } from '../../data/store/open'
import type { Store } from '../../data/store/store'
import { readConfig, type Config } from '../config'
import { printable } from '../printable'

export interface NowOption {
  now?: Date
}

export const nowFlag = ['--now <time>', 'fixes the clock, ISO 8601', instant] as const

/** Parses an option's ISO 8601 instant; refuses anything else as wrong usage. */
export function instant(text: string): Date {
  const date = new Date(text)
  if (!isDay(text.slice(0, 10)) || Number.isNaN(date.getTime())) {
    throw new InvalidArgumentError('It must be an ISO 8601 time, such as 2026-11-24T09:00:00Z.')
  }
  return date
}

/** Parses an option's date. */
export function day(text: string): string {
  if (!isDay(text)) {
    throw new InvalidArgumentError('It must be a date, YYYY-MM-DD.')
  }
  return text
}

/** Parses an option's time or date; a date is the instant at which it begins in London. */
export function instantOrDay(text: string): Date {
  return isDay(text) ? startOf(text) : instant(text)
}

/** Parses an option's count, up to 10,000. */
export function count(text: string): number {
  if (!/^\d{1,5}$/u.test(text) || Number(text) < 1 || Number(text) > 10_000)
    throw new InvalidArgumentError('It must be 1 to 10000.')
  return Number(text)
}

/** Parses an option's port number. */
export function port(text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1 || number > 65_535)
    throw new InvalidArgumentError('It must be 1 to 65535.')
  return number
}

/** Splits "A,B" into its parts. */
export function list(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/**
 * Opens the configured store, checks its schema, and closes it after `work`, whatever comes. One that was restored is refused
 * until it has been told who may see whom.
 */
export async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  return withStoreThat(requireReady, work)
}

/** The same for commands that show and send nothing of students to staff: they go on while a restored store is mended. */
export async function withStoreToMend<T>(work: (store: Store) => Promise<T>): Promise<T> {
  return withStoreThat(requireCurrentSchema, work)
}

async function withStoreThat<T>(
  passes: (store: Store) => Promise<void>,
  work: (store: Store) => Promise<T>,
): Promise<T> {
  const { database, secret, settings } = readConfig()
  return using(openStore(database, { secret, settings }), async (store) => {
    await passes(store)
    return work(store)
  })
}

/** Works with a store and closes it, whatever comes. */
export async function using<T>(store: Store, work: (store: Store) => Promise<T>): Promise<T> {
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

/**
 * As {@link withStore}, for commands that answer in a staff member's name: on a SQL Server they are refused unless
 * they are allowed there.
 */
export async function withStoreToAsk<T>(work: (store: Store, config: Config) => Promise<T>): Promise<T> {
  const config = readConfig()
  const { database, allowAsk } = config
  if (!isSqlite(database) && !allowAsk) {
    throw new EngagementError(
      'configuration',
      "This would answer in a staff member's name from the production store: set ENGAGEMENT_ALLOW_ASK=1 if you are allowed to do that.",
    )
  }
  return withStore((store) => work(store, config))
}

/** One JSON document on standard output. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}

/** One line on standard output; tabs may part its columns. */
export function printLine(line: string): void {
  process.stdout.write(`${line.split('\t').map(printable).join('\t')}\n`)
}

/** One line on standard error, beside what a command puts out. */
export function printNote(line: string): void {
  process.stderr.write(`${printable(line)}\n`)
}
