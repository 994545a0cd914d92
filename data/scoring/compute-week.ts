import type { Day } from '../domain/day'
import type { Mode } from '../domain/student'
import type { Database } from '../store/store'
import type { Facts } from './measures'
import { outagesBySource } from './health'
import { measure } from './measures'
import { poolKey } from './pools'
import { absencesOf, readAbsentStudents, type AttendanceDay } from './read-absences'
import { readEarlierMeans } from './read-earlier'
import { readActivity, readAttendance, readLastActive, readSubmissions, type Days } from './read-facts'
import { scorePool, type Score } from './score-pool'
import type { PlannedPool, PlannedWeek } from './weeks-to-score'
import { earliestDay, windowsBefore, type Windows } from './windows'

/** Computes the scores of a week's pools from what the store holds. Writes nothing. */
export async function computeWeek(db: Database, week: PlannedWeek): Promise<Map<PlannedPool, Score[]>> {
  const { to } = week
  const reach = week.pools.map(({ configuration }) => earliestDay(to, configuration)).sort()[0] ?? to
  const absent = await readAbsentStudents(db, { from: reach, to })
  const pools = week.pools.map((pool) => withWindows(pool, week, absent))
  const shared = await readShared(db, pools, to)
  const scores = new Map<PlannedPool, Score[]>()
  for (const pool of pools) scores.set(pool.pool, await computePool(db, week, pool, shared))
  return scores
}

interface WindowedPool {
  pool: PlannedPool
  windows: ReadonlyMap<string, Windows>
  /** The first day of any window. */
  activityFrom: Day
  submissionsFrom: Day
}

function withWindows(
  pool: PlannedPool,
  { to, periods }: PlannedWeek,
  absent: readonly AttendanceDay[],
): WindowedPool {
  const absences = absencesOf(absent, pool.configuration.absenceGapDays)
  const windowsOf = windowsBefore(to, periods, pool.configuration, outagesBySource(pool.health))
  const windows = new Map(
    pool.students.map((student) => [
      student.student_id,
      windowsOf(student, absences.get(student.student_id)),
    ]),
  )
  const different = [...new Set(windows.values())]
  return {
    pool,
    windows,
    activityFrom: firstDay(different.map(({ activity }) => activity)) ?? to,
    submissionsFrom: firstDay(different.map(({ submissions }) => submissions)) ?? to,
  }
}

function firstDay(windows: readonly ReadonlySet<Day>[]): Day | undefined {
  const firsts = windows.flatMap((days) => {
    const [first] = days
    return first === undefined ? [] : [first]
  })
  return firsts.sort()[0]
}

type SharedFacts = Omit<Facts, 'activity'>

/** What is read by day, for all pools together, and then given to each its own. */
async function readShared(
  db: Database,
  pools: readonly WindowedPool[],
  to: Day,
): Promise<ReadonlyMap<string, SharedFacts>> {
  const from = (days: readonly Day[]): Days => ({ from: [...days].sort()[0] ?? to, to })
  const attendance = await readAttendance(db, firstDays(pools), to)
  const submissions = await readSubmissions(db, from(pools.map(({ submissionsFrom }) => submissionsFrom)))
  const poolOf = new Map<string, string>()
  for (const { pool } of pools)
    for (const { student_id } of pool.students) poolOf.set(student_id, poolKey(pool))
  const attended = byPool(attendance, poolOf)
  const submitted = byPool(submissions, poolOf)
  return new Map(
    pools.map(({ pool }) => {
      const key = poolKey(pool)
      return [key, { attendance: attended.get(key) ?? [], submissions: submitted.get(key) ?? [] }]
    }),
  )
}

/**
 * The first day of any window of the students of each mode of study, by the mode that the records have them in today:
 * windows of part-time students reach twice as far.
 */
function firstDays(pools: readonly WindowedPool[]): Map<Mode, Day> {
  const days = new Map<Mode, Day>()
  for (const { pool, activityFrom } of pools)
    for (const mode of new Set([pool.mode, ...pool.students.flatMap(({ now }) => now?.mode ?? [])])) {
      const found = days.get(mode)
      if (found === undefined || activityFrom < found) days.set(mode, activityFrom)
    }
  return days
}

function byPool<Fact extends { student_id: string }>(
  facts: readonly Fact[],
  poolOf: ReadonlyMap<string, string>,
): Map<string, Fact[]> {
  const pools = new Map<string, Fact[]>()
  for (const fact of facts) {
    const key = poolOf.get(fact.student_id)
    if (key === undefined) continue
    const pool = pools.get(key)
    if (pool) pool.push(fact)
    else pools.set(key, [fact])
  }
  return pools
}

async function computePool(
  db: Database,
  { start, to }: PlannedWeek,
  { pool, windows, activityFrom }: WindowedPool,
  shared: ReadonlyMap<string, SharedFacts>,
): Promise<Score[]> {
  const { configuration, health, students } = pool
  const own = shared.get(poolKey(pool)) ?? { attendance: [], submissions: [] }
  const activity = await readActivity(db, pool, { from: activityFrom, to })
  const measures = measure({ ...own, activity }, windows)
  // Before the pool's windows not every source was read.
  const silent = [...measures].flatMap(([id, { lastActive }]) =>
    (lastActive ?? '') < activityFrom ? [id] : [],
  )
  const before = await readLastActive(db, silent, { from: earliestDay(to, configuration), to })
  for (const [id, day] of before) {
    const found = measures.get(id)
    if (found) measures.set(id, { ...found, lastActive: day })
  }
  const earlier = await readEarlierMeans(db, start, pool, configuration)
  return scorePool({ to, students, windows, measures, health, earlier, configuration })
}
