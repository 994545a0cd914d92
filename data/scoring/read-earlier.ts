import { sql, type SqlBool } from 'kysely'
import { addDays, type Day } from '../domain/day'
import type { Database } from '../store/store'
import type { Configuration } from '../configuration/indicator'
import type { Pool } from './pools'
import { whereOfPool } from './read-facts'
import type { EarlierMeans } from './trend'

/**
 * Each student's mean indicators over the weeks that the trend compares with: those whose windows ended before this
 * one's. A source counts where enough of these weeks have it.
 */
export async function readEarlierMeans(
  db: Database,
  weekStart: Day,
  pool: Pool,
  configuration: Configuration,
): Promise<Map<string, EarlierMeans>> {
  const earlier = new Map<string, EarlierMeans>()
  for (const those of whereOfPool(pool)) {
    const rows = await db
      .selectFrom('student')
      // Student by student: SQLite keeps the order of a cross join, and would go through all students of the weeks else.
      .crossJoin('indicator_week')
      .whereRef('indicator_week.student_id', '=', 'student.student_id')
      .select([
        'indicator_week.student_id',
        'indicator_week.source',
        ({ fn }) => fn.avg<number>('indicator_week.indicator').as('mean'),
      ])
      .where(those)
      .where('indicator_week.week_start', 'in', comparedWeeks(weekStart, pool, configuration))
      // Written out: as a parameter it would not fit an index of counted indicators.
      .where(sql<SqlBool>`indicator_week.state = 'counted'`)
      .groupBy(['indicator_week.student_id', 'indicator_week.source'])
      .having(({ fn }) => fn.countAll<number>(), '>=', configuration.trend.leastWeeks)
      .execute()
    for (const { student_id, source, mean } of rows)
      earlier.set(student_id, { ...earlier.get(student_id), [source]: mean })
  }
  return earlier
}

/** The weeks that a week's trend compares with: the newest is the last whose window does not overlap this one's. */
export function comparedWeeks(
  weekStart: Day,
  { mode }: Pick<Pool, 'mode'>,
  { windowDays, partTimeFactor, trend }: Configuration,
): Day[] {
  const weeks = Math.ceil(windowDays / 7)
  const newest = mode === 'part-time' ? weeks * partTimeFactor : weeks
  return Array.from({ length: trend.weeks }, (_, back) => addDays(weekStart, -7 * (newest + back)))
}
