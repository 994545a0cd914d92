import { sql } from 'kysely'
import { EngagementError } from '../../domain/errors'
import type { Database } from '../store'
import { storeFault } from './store-fault'

/** How long to wait for others with the same name to end, in milliseconds: a large load takes minutes. */
const patience = 540_000

/** `sp_getapplock`'s outcomes below zero; all others mean that the lock was had. */
const [deadlocked, wrongCall] = [-3, -999]

/**
 * Waits until no other transaction holds the lock of that name; it is held until this one ends.
 *
 * @throws EngagementError `store-unavailable` when the others take too long
 */
export async function takeLock(db: Database, name: string): Promise<void> {
  const { rows } = await sql<{ outcome: number }>`
    declare @outcome int, @resource nvarchar(255) = concat(db_name(), N' engagement ', ${name});
    exec @outcome = sp_getapplock @Resource = @resource, @LockMode = 'Exclusive',
      @LockOwner = 'Transaction', @LockTimeout = ${patience};
    select @outcome as outcome`.execute(db)
  const outcome = rows[0]?.outcome ?? wrongCall
  if (outcome >= 0) return
  if (outcome === deadlocked) throw storeFault({ number: 1205 })
  if (outcome === wrongCall) throw storeFault({ code: 'sp_getapplock -999' })
  throw new EngagementError(
    'store-unavailable',
    'Another program has been writing to the store for too long: wait for it to end, then repeat.',
  )
}
