import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Database } from '../store/store'

/**
 * Whether who is in a chat is whom the staff records mean now by the person for whom it is noted: the same Entra object ID;
 * where the records have none, the name with which they signed in.
 */
export function isOwners(): RawBuilder<SqlBool> {
  return sql<SqlBool>`(staff.entra_object_id = conversation_reference.entra_object_id
    or (staff.entra_object_id is null and staff.email = conversation_reference.upn))`
}

/** Whether nobody knows who is in a chat: nothing is sent there, and nothing taken back. */
function isNobodys(): RawBuilder<SqlBool> {
  return sql<SqlBool>`(conversation_reference.entra_object_id = '' and conversation_reference.upn = '')`
}

/** A message that lies in the chat of somebody for whom it is not. */
export interface Misplaced {
  id: string
  kind: string
  /** JSON. */
  payload: string
  recipient: string
  conversationId: string
  activityId: string
}

/**
 * What was sent to people into chats of which it is known by now that they are another's; where the chat is forgotten, to
 * somebody whom the staff records do not mean any more.
 */
export async function misplacedMessages(db: Database): Promise<Misplaced[]> {
  const rows = await db
    .selectFrom('outbox')
    .leftJoin('conversation_reference', 'conversation_reference.conversation_id', 'outbox.conversation_id')
    .innerJoin('staff', 'staff.staff_id', 'outbox.recipient')
    .where('outbox.outcome', '=', 'sent')
    .where('outbox.activity_id', 'is not', null)
    .where(isMisplaced())
    .orderBy('outbox.id')
    .select(['outbox.id', 'outbox.kind', 'outbox.payload', 'outbox.recipient'])
    .select(['outbox.conversation_id', 'outbox.activity_id'])
    .execute()
  return rows.flatMap(({ conversation_id: conversationId, activity_id: activityId, ...row }) =>
    row.recipient === null || conversationId === null || activityId === null
      ? []
      : [{ ...row, recipient: row.recipient, conversationId, activityId }],
  )
}

function isMisplaced(): RawBuilder<SqlBool> {
  return sql<SqlBool>`case
    when conversation_reference.conversation_id is null
      then case when outbox.sent_to <> staff.entra_object_id then 1 else 0 end
    when conversation_reference.staff_id = outbox.recipient and ${isOwners()} then 0
    when ${isNobodys()} then 0
    else 1 end = 1`
}
