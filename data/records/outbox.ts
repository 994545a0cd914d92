import type { Store } from '../store/store'

/** A message that waits to be sent. */
export interface OutboxMessage {
  id: string
  kind: string
  /** JSON. */
  payload: string
  /** How often it was tried, this time included. */
  attempts: number
}

/** How long an instance has a message for itself, in milliseconds. That of an instance that died is then another's. */
const claimed = 5 * 60_000

/** Takes messages that are due and that no other instance has, the longest due first. */
export async function claimMessages(
  store: Store,
  { by, now, most }: { by: string; now: Date; most: number },
): Promise<OutboxMessage[]> {
  const until = new Date(now.getTime() + claimed)
  const ids = await store.transaction((tx) => tx.claim({ table: 'outbox', by, now, until, most }), {
    repeatable: true,
  })
  if (ids.length === 0) return []
  const rows = await store.db
    .selectFrom('outbox')
    .select(['id', 'kind', 'payload', 'attempts'])
    .where('id', 'in', ids)
    .execute()
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? [])
}

/** A message was sent for good. */
export async function finishMessage(store: Store, id: string, now: Date): Promise<void> {
  await store.transaction(
    ({ db }) =>
      db
        .updateTable('outbox')
        .set({ done_at: now.toISOString(), claimed_by: null, claimed_until: null })
        .where('id', '=', id)
        .execute(),
    { repeatable: true },
  )
}

/** A message is to be tried again later, with what is known of it by now. */
export async function postponeMessage(
  store: Store,
  id: string,
  { payload, dueAt }: { payload: string; dueAt: Date },
): Promise<void> {
  await store.transaction(
    ({ db }) =>
      db
        .updateTable('outbox')
        .set({ payload, due_at: dueAt.toISOString(), claimed_by: null, claimed_until: null })
        .where('id', '=', id)
        .execute(),
    { repeatable: true },
  )
}
