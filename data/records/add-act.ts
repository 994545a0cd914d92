import { randomUUID } from 'node:crypto'
import type { AlertAct, KnownReason } from '../domain/alert'
import type { Day } from '../domain/day'
import type { StudentAlert } from '../queries/student-alert'
import type { Database } from '../store/store'

/** What is written down of an act beside what it is. */
export interface ActDetails {
  knownReason?: KnownReason
  until?: Day
  toStaff?: string
}

/** One alert, and its holder. */
export interface OwnAlert {
  alertId: string
  staffId: string
  studentId: string
}

/** An alert that was read, as its holder's. */
export function ownAlert({ alertId, staffId, student }: StudentAlert): OwnAlert {
  return { alertId, staffId, studentId: student.student_id }
}

/** When: as answers are dated, and in real time, by which what comes of it is due. */
export interface ActTimes {
  at: Date
  due: Date
}

/** Adds an act: after all others about the student, so that the last word is known even where a clock stands still. */
export async function addAct(
  db: Database,
  { alertId, staffId, studentId }: OwnAlert,
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
