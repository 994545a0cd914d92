import { addDays, type Day } from '../domain/day'
import type { Database } from '../store/store'
import { currentWeek } from './current-week'

/** A time that is looked at: half-open, or so many days up to today. */
export type Time = { days: number } | { from: Day; to: Day }

const weekDays = 7

/**
 * The scored weeks that a time is told by, oldest first; the present one without a time. A score looks back `windowDays`
 * from the end of its week, so those weeks count that begin within the time and look back on nothing before it; where there
 * is none, the last week that the time touches. None where nothing was scored then.
 */
export async function scoredWeeks(
  db: Database,
  time: Time | undefined,
  { today, windowDays }: { today: Day; windowDays: number },
): Promise<Day[]> {
  if (time === undefined) return [await currentWeek(db, today)]
  const { from, to } = 'days' in time ? { from: addDays(today, 1 - time.days), to: addDays(today, 1) } : time
  const rows = await db
    .selectFrom('score_run')
    .select('week_start')
    .distinct()
    .where('week_start', '>', addDays(from, -weekDays))
    .where('week_start', '<', to)
    .where('week_start', '<=', today)
    .orderBy('week_start')
    .execute()
  const weeks = rows.map(({ week_start }) => week_start)
  const within = weeks.filter((week) => week >= addDays(from, Math.max(0, windowDays - weekDays)))
  return within.length > 0 ? within : weeks.slice(-1)
}
