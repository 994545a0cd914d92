import { addDays, dayOf, weekStart, type Clock, type Day } from '../domain/day'
import type { ScoreRunTable } from '../store/schema'
import type { Database } from '../store/store'
import type { Configuration } from '../configuration/indicator'
import { configurationsUsed } from './configurations-used'
import type { Period } from './countable-days'
import type { Expectations } from '../configuration/expectations'
import { outagesBySource, readHealth, sickSources, type Health } from './health'
import { digest, enrolmentDigest, poolKey, poolsOf, type Pool } from './pools'
import { enrolledThen } from './enrolled-then'
import { newestTouches, type Touches } from './touches'
import { readPeriods } from './read-calendar'
import { readDataRange } from './read-data-range'
import { isActive, readEnrolments, type EnrolledStudent } from './read-enrolments'
import { earliestDay } from './windows'

export interface Week {
  start: Day
  /** The week's end, or today while the week is still running. */
  to: Day
}

/** A week to score, with what its scores rest on besides the facts. */
export interface PlannedWeek extends Week {
  health: Health
  periods: readonly Period[]
  /** Digest of the two. */
  context: string
  pools: PlannedPool[]
}

export interface PlannedPool extends Pool {
  configuration: Configuration
  enrolment: string
}

export interface Wish {
  clock: Clock
  /** For weeks without scores, and for the newest week. Others keep the configuration that they were made with … */
  configuration: Configuration
  /** … unless all are to be made with this one. */
  reconfigure?: boolean
  /** When a source is too sick to count. */
  expectations: Expectations
  /** Score the weeks from the one with this day … */
  from?: Day
  /** … to the one with this day, whether they need it or not. */
  to?: Day
}

/** How many weeks, up to the newest, a change of the enrolments reaches: before them it is history. */
const weeksOfEnrolments = 2

/**
 * The weeks that need scores, oldest first, with the pools that need them: those never scored, those that have grown
 * since, those with facts that came or changed later, those whose sources have become sick or well, or whose calendar
 * changed; the newest also for changed enrolments and configuration.
 */
export async function weeksToScore(db: Database, wish: Wish): Promise<PlannedWeek[]> {
  const weeks = await allWeeks(db, wish.clock)
  const asked = wish.from !== undefined || wish.to !== undefined
  const basis = await readBasis(db, wish.configuration)
  const planned: PlannedWeek[] = []
  for (const [index, week] of weeks.entries()) {
    if (asked && !isWithin(week, wish)) continue
    const due = await planWeek(db, week, weeks.length - index, basis, { ...wish, all: asked })
    if (due.pools.length > 0) planned.push(due)
  }
  return planned
}

async function allWeeks(db: Database, clock: Clock): Promise<Week[]> {
  const range = await readDataRange(db)
  if (!range) return []
  const today = dayOf(clock())
  const last = range.last < today ? range.last : addDays(today, -1)
  const weeks: Week[] = []
  for (let start = weekStart(range.first); start <= last; start = addDays(start, 7)) {
    const end = addDays(start, 7)
    weeks.push({ start, to: end < today ? end : today })
  }
  return weeks
}

function isWithin({ start }: Week, { from, to }: Wish): boolean {
  return (from === undefined || start >= weekStart(from)) && (to === undefined || start <= to)
}

interface Basis {
  periods: Period[]
  enrolments: EnrolledStudent[]
  runs: ReadonlyMap<Day, ReadonlyMap<string, ScoreRunTable>>
  touches: Touches
  configurations: ReadonlyMap<string, Configuration>
}

async function readBasis(db: Database, configuration: Configuration): Promise<Basis> {
  const runs = new Map<Day, Map<string, ScoreRunTable>>()
  for (const run of await db.selectFrom('score_run').selectAll().execute()) {
    const ofWeek = runs.get(run.week_start) ?? new Map<string, ScoreRunTable>()
    runs.set(run.week_start, ofWeek.set(poolKey({ school: run.school_code, mode: run.mode }), run))
  }
  return {
    periods: await readPeriods(db),
    enrolments: await readEnrolments(db),
    runs,
    touches: await newestTouches(db),
    configurations: await configurationsUsed(db, configuration),
  }
}

/** What of the sources' health makes a score: which are left out, from when on, and what is not known of the days since `from`. */
function sickness(health: Health, from: Day): unknown[] {
  const outages = Object.entries(outagesBySource(health)).flatMap(([source, all]) =>
    all.filter(({ to }) => to === undefined || to > from).map((outage) => [source, outage.from, outage.to]),
  )
  const late = sickSources(health).map((source) => [source, health[source].dataTo ?? null])
  return outages.length === 0 ? late : [...late, outages]
}

/** What the periods say of the days from `from` to before `to`, and no more. */
function within(periods: readonly Period[], from: Day, to: Day): Period[] {
  return periods
    .filter(({ start_date, end_date }) => start_date < to && end_date > from)
    .map((period) => ({
      ...period,
      start_date: period.start_date > from ? period.start_date : from,
      end_date: period.end_date < to ? period.end_date : to,
    }))
}

/** @param fromEnd 1 for the newest week */
async function planWeek(
  db: Database,
  week: Week,
  fromEnd: number,
  basis: Basis,
  wish: Wish & { all: boolean },
): Promise<PlannedWeek> {
  const { start, to } = week
  const from = earliestDay(to, wish.configuration)
  const periods = within(basis.periods, from, to)
  const health = await readHealth(db, to, basis.periods, wish.expectations)
  const context = digest([sickness(health, from), periods])
  const runs = basis.runs.get(start) ?? new Map<string, ScoreRunTable>()
  const isRecent = fromEnd <= weeksOfEnrolments
  const newest = (school: string): number => basis.touches.newest(school, from, to)
  const isTouched = (run: ScoreRunTable, schools: Iterable<string>): boolean =>
    run.data_to < to ||
    (run.context !== null && run.context !== context) ||
    [...schools].some((school) => newest(school) > run.load_id)
  const oldest = Math.min(...[...runs.values()].map(({ load_id }) => load_id))
  const isNew = (school: string): boolean => newest(school) > oldest
  const known = new Set([...runs.values()].map(({ school_code }) => school_code))
  const mayNeedScores =
    wish.all ||
    isRecent ||
    runs.size === 0 ||
    [...runs.values()].some((run) => isTouched(run, [run.school_code])) ||
    basis.touches.schools.some((school) => !known.has(school) && isNew(school))
  const due = { ...week, health, periods, context, pools: [] }
  if (!mayNeedScores) return due

  const isNewest = fromEnd === 1
  const active = basis.enrolments.filter((student) =>
    isActive(student, { start, to, today: dayOf(wish.clock()) }),
  )
  const pools = poolsOf(isRecent ? active : await enrolledThen(db, start, active)).map((pool) => {
    const run = runs.get(poolKey(pool))
    const own = isNewest || wish.reconfigure ? undefined : basis.configurations.get(run?.configuration ?? '')
    return { ...pool, run, configuration: own ?? wish.configuration, enrolment: enrolmentDigest(pool) }
  })
  const needs = ({ run, school, students, configuration, enrolment }: (typeof pools)[number]): boolean =>
    run === undefined
      ? runs.size === 0 || isRecent || isNew(school)
      : isTouched(run, schoolsOf(school, students)) ||
        run.configuration !== configuration.version ||
        (isRecent && run.enrolment !== null && run.enrolment !== enrolment)
  return { ...due, pools: pools.filter((pool) => wish.all || needs(pool)) }
}

/** Loads know the schools of today: what comes for those who have moved is told of where they are now. */
function schoolsOf(school: string, students: PlannedPool['students']): Set<string> {
  return new Set([school, ...students.flatMap(({ now }) => now?.school ?? [])])
}
