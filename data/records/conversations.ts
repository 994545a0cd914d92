import type { Store } from '../store/store'

/** Whether a conversation is still to be welcomed; says yes once, however often and from wherever it is asked. */
export function claimWelcome(store: Store, conversationId: string, at: Date): Promise<boolean> {
  return store.transaction(
    async ({ db }) => {
      const known = await db
        .selectFrom('conversation')
        .select('conversation_id')
        .where('conversation_id', '=', conversationId)
        .executeTakeFirst()
      if (known) return false
      await db
        .insertInto('conversation')
        .values({ conversation_id: conversationId, welcomed_at: at.toISOString() })
        .execute()
      return true
    },
    { alone: 'welcome', repeatable: true },
  )
}
