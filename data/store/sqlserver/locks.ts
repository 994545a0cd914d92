import { sql } from 'kysely'
import { EngagementError } from '../../domain/errors'
import type { Database, TransactionOptions } from '../store'

/** How long to wait for others with the same name to end, in milliseconds. */
const patience = 60_000

/**
 * Waits until no other transaction holds the lock of that name; it is held until this one ends.
 *
 * @throws EngagementError `store-unavailable` when the others take too long
 */
export async function takeLock(db: Database, name: NonNullable<TransactionOptions['alone']>): Promise<void> {
  const { rows } = await sql<{ outcome: number }>`
    declare @outcome int;
    exec @outcome = sp_getapplock @Resource = ${`engagement ${name}`}, @LockMode = 'Exclusive',
      @LockOwner = 'Transaction', @LockTimeout = ${patience};
    select @outcome as outcome`.execute(db)
  if ((rows[0]?.outcome ?? -1) < 0) {
    throw new EngagementError(
      'store-unavailable',
      'Another program has been writing to the store for too long: wait for it to end, then repeat.',
    )
  }
}
