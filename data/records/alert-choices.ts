import { z } from 'zod'
import { alertKinds, type AlertFrequency, type AlertKind } from '../domain/alert'
import type { AlertChoiceTable } from '../store/schema'
import type { Database, Store } from '../store/store'

/** How somebody wants their alerts. */
export interface AlertChoices {
  frequency: AlertFrequency
  /** The kinds that they do not want, in the order of {@link alertKinds}. */
  off: AlertKind[]
}

/** What is to change; what is left out stays. */
export interface AlertChoice {
  frequency?: AlertFrequency | undefined
  off?: readonly AlertKind[] | undefined
  on?: readonly AlertKind[] | undefined
}

/** Reads the kinds that somebody turned off. One that a later version knew is none that can be turned off here. */
const kindsOff = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.array(z.string()).transform((names) => alertKinds.filter((kind) => names.includes(kind))))

/** How somebody wants their alerts by what is kept of it: all kinds, each by a card of its own, unless they chose otherwise. */
export function choicesIn(row: Pick<AlertChoiceTable, 'frequency' | 'rules_off'> | undefined): AlertChoices {
  return { frequency: row?.frequency ?? 'each', off: row ? kindsOff.parse(row.rules_off) : [] }
}

/** How somebody wants their alerts. */
export async function alertChoices(db: Database, staffId: string): Promise<AlertChoices> {
  const row = await db
    .selectFrom('alert_choice')
    .select(['frequency', 'rules_off'])
    .where('staff_id', '=', staffId)
    .executeTakeFirst()
  return choicesIn(row)
}

/** Keeps what somebody chose. */
export function chooseAlerts(store: Store, staffId: string, choice: AlertChoice, at: Date): Promise<void> {
  return store.transaction(
    async ({ db }) => {
      await store.takeTurn(db, `alerts of ${staffId}`)
      const { frequency, off } = changed(await alertChoices(db, staffId), choice)
      const values = { frequency, rules_off: JSON.stringify(off), changed_at: at.toISOString() }
      const known = await db
        .selectFrom('alert_choice')
        .select('staff_id')
        .where('staff_id', '=', staffId)
        .executeTakeFirst()
      if (known) await db.updateTable('alert_choice').set(values).where('staff_id', '=', staffId).execute()
      else
        await db
          .insertInto('alert_choice')
          .values({ staff_id: staffId, ...values })
          .execute()
    },
    { actingStaff: staffId, repeatable: true },
  )
}

function changed(before: AlertChoices, { frequency, off = [], on = [] }: AlertChoice): AlertChoices {
  return {
    frequency: frequency ?? before.frequency,
    off: alertKinds.filter((kind) => !on.includes(kind) && (off.includes(kind) || before.off.includes(kind))),
  }
}
