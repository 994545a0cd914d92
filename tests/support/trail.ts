import { grantScope } from '../../data/domain/grant-scope'
import { grantOperator } from '../../data/domain/grant-reads'
import type { Role } from '../../data/domain/role'
import { verifyTrail, type TrailReport } from '../../data/queries/verify-trail'
import type { Anchor } from '../../data/queries/trail-head'
import { readOnTheRecord } from '../../data/records/access-trail'
import type { LookLimits } from '../../data/records/unusual-looks'
import { migrate } from '../../data/store/migrate'
import { openStore } from '../../data/store/open'
import type { Store } from '../../data/store/store'
import { testSecret } from './engines'
import { now } from './store'

/** When the store of {@link storeInMemory} was made: a minute before the first look. */
const made = new Date(now.getTime() - 60_000)

/** One look, as much of it as a test cares about. */
export interface MadeLook {
  staffId?: string
  role?: Role
  students?: readonly string[]
  at?: Date
  question?: string
  conversation?: string
  limits?: LookLimits
}

/** Looks at students as a query would, through the one way on the record. */
export function lookAt(store: Store, look: MadeLook = {}): Promise<readonly string[]> {
  const { staffId = 'S1', role = 'programme-leader', students = ['00000001'], at = now } = look
  const { question = '{"intent":"list-students"}', conversation = 'chat-1' } = look
  const { limits = { hour: 100_000, day: 100_000 } } = look
  const scope = grantScope({ staffId, role, detail: 'full', populations: [], today: '2026-11-24' })
  return readOnTheRecord(
    store,
    scope,
    { intent: 'list-students', question, conversation, at, limits },
    () => Promise.resolve(students),
    (seen) => seen,
  )
}

export function verify(store: Store, anchor?: Anchor): Promise<TrailReport> {
  return verifyTrail(store, grantOperator(), { anchor })
}

/** An empty store that is gone when it is closed. */
export function storeInMemory(secret = testSecret): Promise<Store> {
  return emptyStore('sqlite::memory:', secret)
}

/** An empty store, as old as {@link storeInMemory}. */
export async function emptyStore(database: string, secret = testSecret): Promise<Store> {
  const store = openStore(database, { secret })
  await migrate(store, () => made)
  return store
}
