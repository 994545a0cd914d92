import type { AlertFrequency, AlertKind } from '../domain/alert'
import type { Day } from '../domain/day'
import { kindsOff } from '../records/alert-choices'
import type { Database } from '../store/store'

/** How a person wants their alerts on a day. */
export interface AlertWishes {
  isPaused: boolean
  frequency: AlertFrequency
  off: readonly AlertKind[]
}

const usual: AlertWishes = { isPaused: false, frequency: 'each', off: [] }

/** How each person wants their alerts on a day. */
export async function alertWishes(db: Database, today: Day): Promise<(staffId: string) => AlertWishes> {
  const pauses = await db.selectFrom('alert_preference').select(['staff_id', 'paused_until']).execute()
  const choices = await db.selectFrom('alert_choice').select(['staff_id', 'frequency', 'rules_off']).execute()
  const paused = new Set(
    pauses
      .filter(({ paused_until: until }) => until === null || until > today)
      .map(({ staff_id }) => staff_id),
  )
  const chosen = new Map(choices.map((choice) => [choice.staff_id, choice]))
  return (staffId) => {
    const choice = chosen.get(staffId)
    return {
      ...usual,
      isPaused: paused.has(staffId),
      ...(choice && { frequency: choice.frequency, off: kindsOff.parse(choice.rules_off) }),
    }
  }
}
