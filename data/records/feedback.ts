import type { OperatorGrant } from '../domain/read-grants'
import { fullName } from '../domain/student'
import type { FeedbackTable } from '../store/schema'
import type { Store } from '../store/store'
import { recordAct } from './access-trail'

/** Keeps feedback; the same once more, as by a button pressed twice, adds nothing. */
export function keepFeedback(store: Store, feedback: FeedbackTable): Promise<void> {
  return store.transaction(
    async ({ db }) => {
      await store.takeTurn(db, `feedback ${feedback.id}`)
      const known = await db
        .selectFrom('feedback')
        .select('id')
        .where('id', '=', feedback.id)
        .executeTakeFirst()
      if (!known) await db.insertInto('feedback').values(feedback).execute()
    },
    { actingStaff: feedback.staff_id, repeatable: true },
  )
}

/** Feedback with the name of who gave it. */
export interface ReadFeedback extends FeedbackTable {
  name: string
}

/** Feedback since a time, oldest first, for an operator; that it was read is entered in the access trail first. */
export async function readFeedback(
  store: Store,
  _grant: OperatorGrant,
  since: Date,
): Promise<ReadFeedback[]> {
  const intent = 'read-feedback'
  await recordAct(store, { intent, question: JSON.stringify({ intent, from: since.toISOString() }) })
  const rows = await store.db
    .selectFrom('feedback')
    .innerJoin('staff', 'staff.staff_id', 'feedback.staff_id')
    .where('feedback.given_at', '>=', since.toISOString())
    .orderBy('feedback.given_at')
    .orderBy('feedback.id')
    .selectAll('feedback')
    .select(['staff.given_name', 'staff.family_name'])
    .execute()
  return rows.map(({ given_name, family_name, ...feedback }) => ({
    ...feedback,
    name: fullName({ given_name, family_name }),
  }))
}
