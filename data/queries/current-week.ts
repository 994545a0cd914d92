import { addDays, type Day } from '../domain/day'
import type { Database } from '../store/store'

/** To which day the newest week's scores reach; undefined before any score. */
export async function scoredTo(db: Database, today: Day): Promise<Day | undefined> {
  const row = await db
    .selectFrom('score_week')
    .select(({ fn }) => fn.max('data_to').as('data_to'))
    .where('week_start', '=', await currentWeek(db, today))
    .executeTakeFirst()
  const end = row?.data_to as Day | null | undefined
  return end == null ? undefined : addDays(end, -1)
}

/** The newest scored week that began by `today`; before any score, a week that no score has. */
export async function currentWeek(db: Database, today: Day): Promise<Day> {
  const row = await db
    .selectFrom('score_week')
    .select(({ fn }) => fn.max('week_start').as('week'))
    .where('week_start', '<=', today)
    .executeTakeFirst()
  return (row?.week as Day | null | undefined) ?? today
}
