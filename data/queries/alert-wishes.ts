import { z } from 'zod'
import { alertKinds, type AlertFrequency, type AlertKind } from '../domain/alert'
import type { Day } from '../domain/day'
import type { Database } from '../store/store'

/** The kinds that a person has switched off, as they are kept: rules, and `weekly-card`. One that is no more is passed over. */
export const kindsOff = z
  .array(z.string())
  .transform((kinds) => alertKinds.filter((kind) => kinds.includes(kind)))

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
      ...(choice && { frequency: choice.frequency, off: kindsOff.parse(JSON.parse(choice.rules_off)) }),
    }
  }
}
