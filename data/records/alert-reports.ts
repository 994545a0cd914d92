import type { Database } from '../store/store'
import { putMessage } from './outbox'

/** The kind of a message that tells operators that somebody holds the data behind an alert to be wrong: `{alert}`. */
export const wrongDataKind = 'wrong-data'

/** Tells those who run the bot that the data behind an alert are said to be wrong, once for each alert. */
export async function reportWrongData(db: Database, alertId: string, at: Date): Promise<void> {
  await putMessage(db, {
    id: `wrong:${alertId}`,
    kind: wrongDataKind,
    payload: { alert: alertId },
    recipient: null,
    dueAt: at,
  })
}
