import { addDays, dayOf, weekStart, type Clock, type Day } from '../domain/day'
import type { ScoreRunTable } from '../store/schema'
import type { Database } from '../store/store'
import type { Configuration } from '../configuration/indicator'
import { configurationsUsed } from './configurations-used'
import type { Period } from './countable-days'
import { circumstancesOf, type Circumstances } from './circumstances'
import { enrolmentDigest, poolKey, poolsOf, type Pool } from './pools'
import { configurationsThen, enrolledThen } from './enrolled-then'
import { newestTouches, type Touches } from './touches'
import { readPeriods } from './read-calendar'
import { readDataRange } from './read-data-range'
import { comparedWeeks } from './read-earlier'
import { isActive, readEnrolments, type EnrolledStudent } from './read-enrolments'
import { earliestDay } from './windows'

export interface Week {
  start: Day
  /** The week's end, or today while the week is still running. */
  to: Day
}

/** A week to score, with the calendar as it is today. */
export interface PlannedWeek extends Week {
  periods: readonly Period[]
  pools: PlannedPool[]
}

/** A pool to score, with what its scores rest on besides the facts. */
export interface PlannedPool extends Pool, Circumstances {
  enrolment: string
  /** The newest load that its indicators know of, where they stay as they are: it is to be scored for its trend. */
  knownTo: number | undefined
}

export interface Wish {
  clock: Clock
  /** For weeks without scores, and for the newest week. Others keep the configuration that they were made with … */
  configuration: Configuration
  /** … unless all are to be made with this one. */
  reconfigure?: boolean
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
 * changed, and those whose trend compares with one of these; the newest also for changed enrolments and configuration.
 */
export async function weeksToScore(db: Database, wish: Wish): Promise<PlannedWeek[]> {
  const weeks = await allWeeks(db, wish.clock)
  const asked = wish.from !== undefined || wish.to !== undefined
  const basis = await readBasis(db, wish.configuration)
  const planned: PlannedWeek[] = []
  for (const [index, week] of weeks.entries()) {
    if (asked && !isWithin(week, wish)) continue
    const pools = await planPools(db, week, { ...basis, planned, fromEnd: weeks.length - index }, wish)
    if (pools.length > 0) planned.push({ ...week, periods: basis.periods, pools })
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
    runs.set(run.week_start, ofWeek.set(runKey(run), run))
  }
  return {
    periods: await readPeriods(db),
    enrolments: await readEnrolments(db),
    runs,
    touches: await newestTouches(db),
    configurations: await configurationsUsed(db, configuration),
  }
}

interface BasisOfWeek extends Basis {
  /** The weeks before that are to be scored. */
  planned: readonly PlannedWeek[]
  /** 1 for the newest week. */
  fromEnd: number
}

/** What tells whether a week's scores still stand. */
interface WeekJudge {
  /** By the configuration of this version, where the week keeps its own; else by the present one. */
  circumstances(version: string | undefined): Promise<Circumstances>
  /** Whether a run's facts, feeds or calendar have changed since; the facts as loads tell them of these schools. */
  isOutdated(run: ScoreRunTable, own: Circumstances, schools: Iterable<string>): boolean
  /** Whether the trends of a run compare with scores made later. */
  hasOldTrend(run: ScoreRunTable, own: Circumstances): boolean
  /** Whether something came for a school after the week was scored without it. */
  isNew(school: string): boolean
}

function judgeOf(
  db: Database,
  { start, to }: Week,
  { planned, fromEnd, ...basis }: BasisOfWeek,
  wish: Wish,
): WeekJudge {
  const runs = [...(basis.runs.get(start)?.values() ?? [])]
  const circumstances = circumstancesOf(db, to, basis.periods)
  const keepsItsOwn = fromEnd > 1 && wish.reconfigure !== true
  const newestLoad = (school: string, from: Day): number => basis.touches.newest(school, from, to)
  const oldestRun = Math.min(...runs.map(({ load_id }) => load_id))
  const used = runs.flatMap(({ configuration }) => basis.configurations.get(configuration) ?? [])
  const [reach = to] = [wish.configuration, ...used].map((each) => earliestDay(to, each)).sort()
  return {
    circumstances: (version = '') =>
      circumstances((keepsItsOwn ? basis.configurations.get(version) : undefined) ?? wish.configuration),
    isOutdated: (run, { from, context }, schools) =>
      run.data_to < to ||
      (run.context !== null && run.context !== context) ||
      [...schools].some((school) => newestLoad(school, from) > run.load_id),
    hasOldTrend: (run, { configuration }) => {
      const weeks = comparedWeeks(start, run, configuration)
      const known = run.trend_load_id ?? run.load_id
      const isNewer = (week: Day): boolean => (basis.runs.get(week)?.get(runKey(run))?.load_id ?? 0) > known
      return changesAny(planned, runKey(run), weeks) || weeks.some(isNewer)
    },
    isNew: (school) => newestLoad(school, reach) > oldestRun,
  }
}

/** The pools of a week that need scores. */
async function planPools(db: Database, week: Week, basis: BasisOfWeek, wish: Wish): Promise<PlannedPool[]> {
  const { start, to } = week
  const isAll = wish.reconfigure === true || wish.from !== undefined || wish.to !== undefined
  const [isNewest, isRecent] = [basis.fromEnd === 1, basis.fromEnd <= weeksOfEnrolments]
  const runs = basis.runs.get(start) ?? new Map<string, ScoreRunTable>()
  const judge = judgeOf(db, week, basis, wish)

  const mayNeedScores = async (): Promise<boolean> => {
    if (isAll || isRecent || runs.size === 0) return true
    for (const run of runs.values()) {
      const own = await judge.circumstances(run.configuration)
      if (judge.isOutdated(run, own, [run.school_code]) || judge.hasOldTrend(run, own)) return true
    }
    const known = new Set([...runs.values()].map(({ school_code }) => school_code))
    return basis.touches.schools.some((school) => !known.has(school) && judge.isNew(school))
  }
  if (!(await mayNeedScores())) return []

  const isStudying = (student: EnrolledStudent): boolean =>
    isActive(student, { start, to, today: dayOf(wish.clock()) })
  const students = isRecent
    ? basis.enrolments.filter(isStudying)
    : await enrolledThen(db, start, basis.enrolments, isStudying)
  const all = poolsOf(students)
  // A pool may be new because its school or its students are: their scores of the week had a configuration all the same.
  const isAnyNew = !isNewest && all.some((pool) => !runs.has(poolKey(pool)))
  const scoredWith = isAnyNew ? await configurationsThen(db, start) : new Map<string, string>()
  const pools: PlannedPool[] = []
  for (const pool of all) {
    const run = runs.get(poolKey(pool))
    const own = await judge.circumstances(run?.configuration ?? madeWith(pool, scoredWith))
    const enrolment = enrolmentDigest(pool)
    const needsAll =
      isAll ||
      (run === undefined
        ? runs.size === 0 || isRecent || judge.isNew(pool.school)
        : judge.isOutdated(run, own, schoolsOf(pool)) ||
          (isNewest && run.configuration !== own.configuration.version) ||
          (isRecent && run.enrolment !== null && run.enrolment !== enrolment))
    if (needsAll || (run && judge.hasOldTrend(run, own)))
      pools.push({ ...pool, ...own, enrolment, knownTo: needsAll ? undefined : run?.load_id })
  }
  return pools
}

/** The version of the configuration that any of the students was scored with in the week. */
function madeWith({ students }: Pool, scoredWith: ReadonlyMap<string, string>): string | undefined {
  return students.map(({ student_id }) => scoredWith.get(student_id)).find((version) => version !== undefined)
}

const runKey = (run: ScoreRunTable): string => poolKey({ school: run.school_code, mode: run.mode })

/** Whether the pool's indicators of any of these weeks may change. */
function changesAny(planned: readonly PlannedWeek[], key: string, weeks: readonly Day[]): boolean {
  return planned.some(
    ({ start, pools }) =>
      weeks.includes(start) && pools.some((pool) => poolKey(pool) === key && pool.knownTo === undefined),
  )
}

/** Loads know the schools of today: what comes for those who have moved is told of where they are now. */
function schoolsOf({ school, students }: Pool): Set<string> {
  return new Set([school, ...students.flatMap(({ now }) => now?.school ?? [])])
}
