import type { Day } from '../domain/day'
import { readDaysHeld } from '../queries/source-days'
import type { Database } from '../store/store'

/**
 * The first and last day with any data that can be a student's and count: not before the calendar begins. Absent where
 * there are none.
 */
export async function readDataRange(db: Database): Promise<{ first: Day; last: Day } | undefined> {
  const held = await readDaysHeld(db)
  const enrolled = await db
    .selectFrom('student')
    .select(({ fn }) => fn.min('start_date').as('first'))
    .executeTakeFirst()
  const calendar = await db
    .selectFrom('calendar_period')
    .select(({ fn }) => fn.min('start_date').as('first'))
    .where('gone_on', 'is', null)
    .executeTakeFirst()
  if (!held || !enrolled?.first) return undefined
  const { first, last } = held
  const begins = [first, enrolled.first, calendar?.first ?? first].sort().at(-1) ?? first
  return begins > last ? undefined : { first: begins, last }
}
