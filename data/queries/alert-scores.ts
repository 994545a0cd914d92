import type { Day } from '../domain/day'
import type { Database } from '../store/store'
import { currentWeek } from './current-week'

/** The scores of those with open episodes in the newest scored week, for ranking alone: they are shown to nobody. */
export async function scoresOfConcern(db: Database, today: Day): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('score_week')
    .where('score_week.week_start', '=', await currentWeek(db, today))
    .where('score_week.score', 'is not', null)
    .where('score_week.student_id', 'in', (eb) =>
      eb
        .selectFrom('alert_episode')
        .where('alert_episode.state', '=', 'open')
        .select('alert_episode.student_id'),
    )
    .select(['score_week.student_id', 'score_week.score'])
    .execute()
  return new Map(rows.flatMap(({ student_id, score }) => (score === null ? [] : [[student_id, score]])))
}
