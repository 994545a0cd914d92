import { setTimeout as wait } from 'node:timers/promises'
import { EngagementError, reasonOf } from '../../data/domain/errors'
import { putBackupBack } from '../../data/store/unopened'
import { isDamage } from '../../data/store/whole-file'
import { errorFields } from '../log'
import type { Check, Finding } from './check'

/** What the doctor tells under one heading. */
export interface Group {
  title: string
  findings: Found[]
  notLookedAt: Left[]
}

type Looked = Omit<Group, 'title'>

export type Found = { check: string } & Finding

/** A check that had nothing to look at, or that could not. */
export interface Left {
  check: string
  because: string
}

/** How long a check may take in all, in milliseconds: each of its requests has a deadline of its own, well before. */
const patience = 45_000

/**
 * Has one check look. Whatever happens to it is a finding, and keeps no other from looking.
 *
 * @param refused why the store may refuse, where that is no fault
 */
export async function look<Examined>(
  { name: check, look: looking }: Check<Examined>,
  examined: Examined,
  refused?: string,
): Promise<Looked> {
  const ended = new AbortController()
  const found = await Promise.race([
    Promise.resolve(examined)
      .then(looking)
      .catch((error: unknown) =>
        refused !== undefined && isRefusal(error) ? { because: refused } : [failed(error)],
      ),
    wait(patience, [tooLong], { signal: ended.signal }).catch(() => []),
  ])
  ended.abort()
  return 'because' in found
    ? { findings: [], notLookedAt: [{ check, ...found }] }
    : { findings: found.map((finding) => ({ check, ...finding })), notLookedAt: [] }
}

const tooLong: Finding = {
  state: 'wrong',
  what: `This could not be looked at within ${patience / 1000} seconds.`,
  mend: 'Try again; if it stays so, see whether the store or the network is slow.',
}

/** By a number that Babelfish for PostgreSQL has for other faults too, or by one that says so. */
const isRefusal = (error: unknown): boolean =>
  error instanceof EngagementError && ['store-refused', 'store-failed'].includes(error.code)

/** An expected failure in its own words, which say what to do; of any other, only where it came from: its words may quote data. */
export function failed(error: unknown): Finding {
  const cause = error instanceof EngagementError ? error.cause : error
  if (isDamage(cause)) return damagedStore(reasonOf(cause))
  if (error instanceof EngagementError) return { state: 'wrong', what: error.message }
  const { error: name = 'error', where = 'an unknown place' } = errorFields(error)
  return {
    state: 'wrong',
    what: `This could not be looked at: something unexpected failed (${name} at ${where}).`,
    mend: 'Please report this line.',
  }
}

const damagedStore = (reason: string): Finding => ({
  state: 'wrong',
  what: `The store is damaged (${reason}).`,
  mend: `${putBackupBack.charAt(0).toUpperCase()}${putBackupBack.slice(1)}`,
})

/** Checks that are not done, all for one reason. */
export function left<Examined>(checks: readonly Check<Examined>[], because: string): Left[] {
  return checks.map(({ name: check }) => ({ check, because }))
}

/** Has checks look at once, each with its own deadline, and tells them in their order. */
export async function lookAtOnce<Examined>(
  title: string,
  checks: readonly Check<Examined>[],
  examined: Examined,
): Promise<Group> {
  return together(title, await Promise.all(checks.map((check) => look(check, examined))))
}

/** Has checks look one after another, as a store is asked; see {@link look}. */
export async function lookInTurn<Examined>(
  title: string,
  checks: readonly Check<Examined>[],
  examined: Examined,
  refused?: string,
): Promise<Group> {
  const looked: Looked[] = []
  for (const check of checks) looked.push(await look(check, examined, refused))
  return together(title, looked)
}

function together(title: string, looked: readonly Looked[]): Group {
  return {
    title,
    findings: looked.flatMap(({ findings }) => findings),
    notLookedAt: looked.flatMap(({ notLookedAt }) => notLookedAt),
  }
}
