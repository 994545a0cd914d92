import { addDays, dayOf } from '../domain/day'
import type { Database } from '../store/store'
import { reviseMessage } from './outbox'

/** Cards of alerts that were over for so many days stay as they were. */
const agedDays = 14

/** Has the cards about a student put right in every chat in which one lies, since somebody did something. */
export async function reviseAlertsAbout(db: Database, studentId: string, at: Date): Promise<void> {
  const aged = `${addDays(dayOf(at), -agedDays)}T00:00:00.000Z`
  const rows = await db
    .selectFrom('alert')
    .select('alert.message_id')
    .where('alert.student_id', '=', studentId)
    .where('alert.message_id', 'is not', null)
    .where('alert.state', 'in', ['told', 'closed'])
    .where((eb) => eb.or([eb('alert.ended_at', 'is', null), eb('alert.ended_at', '>', aged)]))
    .execute()
  // A digest tells several alerts by one message.
  for (const messageId of new Set(rows.flatMap(({ message_id }) => message_id ?? [])))
    await reviseMessage(db, messageId, at)
}
