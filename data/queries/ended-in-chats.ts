import type { Database } from '../store/store'
import type { StudentOfSomebody } from './alert-recipients'

/** An alert that is over and still lies in its holder's chat. */
export interface EndedInChat extends StudentOfSomebody {
  alertId: string
  staffId: string
  toldIn: 'card' | 'digest'
  messageId: string
}

/** Alerts that are over, of messages that were sent since and lie in a chat. For deciding what to take back: shown to nobody. */
export async function endedInChats(db: Database, since: Date): Promise<EndedInChat[]> {
  return db
    .selectFrom('alert')
    .innerJoin('outbox', 'outbox.id', 'alert.message_id')
    .innerJoin('student', 'student.student_id', 'alert.student_id')
    .where('alert.ended_at', 'is not', null)
    .where('outbox.outcome', '=', 'sent')
    .where('outbox.done_at', '>=', since.toISOString())
    .orderBy('alert.alert_id')
    .select(['alert.alert_id as alertId', 'alert.staff_id as staffId', 'alert.told_in as toldIn'])
    .select(['outbox.id as messageId', 'student.student_id', 'student.programme_code', 'student.level'])
    .execute()
}
