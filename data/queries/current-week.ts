import type { Day } from '../domain/day'
import type { Database } from '../store/store'

/** The newest scored week that began by `today`; before any score, a week that no score has. */
export async function currentWeek(db: Database, today: Day): Promise<Day> {
  const row = await db
    .selectFrom('score_week')
    .select(({ fn }) => fn.max('week_start').as('week'))
    .where('week_start', '<=', today)
    .executeTakeFirst()
  return (row?.week as Day | null | undefined) ?? today
}
