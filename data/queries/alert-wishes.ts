import type { Day } from '../domain/day'
import { choicesIn, type AlertChoices } from '../records/alert-choices'
import { isPausedOn } from '../records/alert-pause'
import type { Database } from '../store/store'

/** How a person wants their alerts on a day. */
export interface AlertWishes extends AlertChoices {
  isPaused: boolean
}

/** How each person wants their alerts on a day. */
export async function alertWishes(db: Database, today: Day): Promise<(staffId: string) => AlertWishes> {
  const pauses = await db.selectFrom('alert_preference').select(['staff_id', 'paused_until']).execute()
  const choices = await db.selectFrom('alert_choice').select(['staff_id', 'frequency', 'rules_off']).execute()
  const paused = new Set(
    pauses.flatMap(({ staff_id, paused_until: until }) => (isPausedOn(until, today) ? [staff_id] : [])),
  )
  const chosen = new Map(choices.map((choice) => [choice.staff_id, choice]))
  return (staffId) => ({ isPaused: paused.has(staffId), ...choicesIn(chosen.get(staffId)) })
}
