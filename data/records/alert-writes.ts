import { randomUUID } from 'node:crypto'
import { openAlertStates, type AlertAct, type KnownReason } from '../domain/alert'
import type { Day } from '../domain/day'
import type { Database } from '../store/store'
import { reviseAlertsAbout } from './alert-revisions'

/** What is written down of an act beside what it is. */
export interface ActDetails {
  knownReason?: KnownReason
  until?: Day
  toStaff?: string
}

/** One alert, and its holder. */
export interface HeldAlert {
  alertId: string
  staffId: string
  studentId: string
}

/** Adds an act: after all others about the student, so that the last word is known even where a clock stands still. */
export async function addAct(
  db: Database,
  { alertId, staffId, studentId }: HeldAlert,
  act: AlertAct,
  at: Date,
  { knownReason, until, toStaff }: ActDetails = {},
): Promise<void> {
  const last = await db
    .selectFrom('alert_act')
    .innerJoin('alert', 'alert.alert_id', 'alert_act.alert_id')
    .where('alert.student_id', '=', studentId)
    .select(({ fn }) => fn.max('alert_act.acted_at').as('at'))
    .executeTakeFirst()
  const after = last?.at == null ? 0 : new Date(last.at).getTime() + 1
  await db
    .insertInto('alert_act')
    .values({
      act_id: randomUUID(),
      alert_id: alertId,
      staff_id: staffId,
      act,
      acted_at: new Date(Math.max(at.getTime(), after)).toISOString(),
      known_reason: knownReason ?? null,
      until_date: until ?? null,
      to_staff: toStaff ?? null,
    })
    .execute()
}

/** Notes that the holder has done something with an alert, where it is the first time. */
export async function markOpened(db: Database, { alertId }: HeldAlert, at: Date): Promise<void> {
  await db
    .updateTable('alert')
    .set({ opened_at: at.toISOString() })
    .where('alert.alert_id', '=', alertId)
    .where('alert.opened_at', 'is', null)
    .execute()
  // Who finds what could not be told to them has been told.
  await db
    .updateTable('alert')
    .set({ state: 'told' })
    .where('alert.alert_id', '=', alertId)
    .where('alert.state', '=', 'undelivered')
    .execute()
}

/** Ends an alert for its holder. */
export async function endAlert(db: Database, { alertId }: HeldAlert, at: Date): Promise<void> {
  await db
    .updateTable('alert')
    .set({ state: 'closed', ended_at: at.toISOString() })
    .where('alert.alert_id', '=', alertId)
    .where('alert.state', 'in', openAlertStates)
    .execute()
}

/**
 * What a new contact with a student means for alerts about them: that of who made it is dealt with, and everybody's cards
 * tell it. To be called in the transaction that records the contact.
 */
export async function contactMade(
  db: Database,
  { staffId, studentId }: { staffId: string; studentId: string },
  { at, due }: { at: Date; due: Date },
): Promise<void> {
  const open = await db
    .selectFrom('alert')
    .select('alert.alert_id')
    .where('alert.staff_id', '=', staffId)
    .where('alert.student_id', '=', studentId)
    .where('alert.state', 'in', openAlertStates)
    .execute()
  for (const { alert_id: alertId } of open) {
    const alert = { alertId, staffId, studentId }
    await addAct(db, alert, 'contacted', at)
    await markOpened(db, alert, at)
    await endAlert(db, alert, at)
  }
  await reviseAlertsAbout(db, studentId, { by: staffId, due })
}
