import { createHash } from 'node:crypto'
import { putMessage } from './outbox'
import type { Database } from '../store/store'

/** The kind of a message that takes back what lies in a chat where it does not belong. */
export const takeBackKind = 'copy'

/** What lies in a chat, and is to go. */
export interface Lying {
  conversationId: string
  activityId: string
  /** For whom it was. */
  recipient: string | null
  /** The message that it is, where it is no mere copy of it. */
  messageId?: string
}

/** Has what lies in a chat taken back, once; tells whether it was asked for the first time. */
export async function takeBack(
  db: Database,
  { conversationId: conversation, activityId: activity, recipient, messageId }: Lying,
  at: Date,
): Promise<boolean> {
  const hash = createHash('sha256').update(`${conversation} ${activity}`).digest('hex')
  const payload = { conversation, activity, ...(messageId !== undefined && { message: messageId }) }
  const id = `copy:${hash.slice(0, 40)}`
  return putMessage(db, { id, kind: takeBackKind, payload, recipient, dueAt: at })
}
