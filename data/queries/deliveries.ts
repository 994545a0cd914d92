import { sql } from 'kysely'
import type { OperationsGrant, OperatorGrant } from '../domain/read-grants'
import type { OutboxTable } from '../store/schema'
import type { Database, Store } from '../store/store'

type Outcome = NonNullable<OutboxTable['outcome']>

/** So many for one reason. */
export interface Reason {
  reason: string
  count: number
}

/** How what is told unasked gets to people. It says nothing of any of them. */
export interface Deliveries {
  /** Not sent yet, and of those the ones that are due. */
  waiting: number
  due: number
  /** When the longest due of them was; absent where none is. */
  oldestDue: Date | undefined
  /** What last came in the way of those that wait, the most frequent first. */
  waitingFor: Reason[]
  /** What messages came to in the time asked for. */
  outcomes: Record<Outcome, number>
  /** Why messages failed, and why they were dropped, the most frequent first. */
  failed: Reason[]
  dropped: Reason[]
  /** How many messages were sent again since nobody knew whether they had arrived: each may have come twice. */
  unknownOutcomes: number
  /** Private chats, and those in which Teams takes nothing. */
  chats: number
  blocked: number
}

/** How deliveries stand, and how they went since a time. */
export async function deliveries(
  store: Store,
  grant: OperationsGrant | OperatorGrant,
  { since, now }: { since: Date; now: Date },
): Promise<Deliveries> {
  const read = (db: Database): Promise<Deliveries> => readDeliveries(db, since.toISOString(), now)
  return 'staffId' in grant ? store.readAs(grant.staffId, read) : read(store.db)
}

/** How much is not sent yet. It says nothing of anybody, so that it needs no grant. */
export async function waitingMessages(
  db: Database,
  now: Date,
): Promise<Pick<Deliveries, 'waiting' | 'due' | 'oldestDue'>> {
  const { waiting } = await db
    .selectFrom('outbox')
    .where('done_at', 'is', null)
    .select(({ fn }) => fn.countAll<number>().as('waiting'))
    .executeTakeFirstOrThrow()
  const { due, oldest } = await db
    .selectFrom('outbox')
    .where('done_at', 'is', null)
    .where('due_at', '<=', now.toISOString())
    .select(({ fn }) => [fn.countAll<number>().as('due'), fn.min<string | null>('due_at').as('oldest')])
    .executeTakeFirstOrThrow()
  return { waiting, due, oldestDue: oldest === null ? undefined : new Date(oldest) }
}

async function readDeliveries(db: Database, since: string, now: Date): Promise<Deliveries> {
  const ended = await readEnded(db, since)
  const chats = await db
    .selectFrom('conversation_reference')
    .select(({ fn }) => [fn.countAll<number>().as('chats'), fn.count<number>('blocked_at').as('blocked')])
    .executeTakeFirstOrThrow()
  const count = (outcome: Outcome): number => sumOf(ended.filter((row) => row.outcome === outcome))
  return {
    ...(await waitingMessages(db, now)),
    waitingFor: await readWaitingFor(db),
    outcomes: {
      sent: count('sent'),
      revised: count('revised'),
      withdrawn: count('withdrawn'),
      dropped: count('dropped'),
      failed: count('failed'),
    },
    failed: reasonsOf(ended, 'failed'),
    dropped: reasonsOf(ended, 'dropped'),
    unknownOutcomes: ended.reduce((sum, { unknown }) => sum + unknown, 0),
    ...chats,
  }
}

interface Ended {
  outcome: Outcome | null
  reason: string | null
  count: number
  unknown: number
}

function readEnded(db: Database, since: string): Promise<Ended[]> {
  return db
    .selectFrom('outbox')
    .where('done_at', '>=', since)
    .groupBy(['outcome', 'reason'])
    .select(({ fn }) => [
      'outcome',
      'reason',
      fn.countAll<number>().as('count'),
      sql<number>`sum(case when unknown_outcomes > 0 then 1 else 0 end)`.as('unknown'),
    ])
    .execute()
}

async function readWaitingFor(db: Database): Promise<Reason[]> {
  const rows = await db
    .selectFrom('outbox')
    .where('done_at', 'is', null)
    .where('reason', 'is not', null)
    .groupBy('reason')
    .select(({ fn }) => ['reason', fn.countAll<number>().as('count')])
    .execute()
  return mostFrequent(rows)
}

const sumOf = (rows: readonly { count: number }[]): number => rows.reduce((sum, { count }) => sum + count, 0)

function reasonsOf(ended: readonly Ended[], outcome: Outcome): Reason[] {
  return mostFrequent(ended.filter((row) => row.outcome === outcome))
}

function mostFrequent(rows: readonly { reason: string | null; count: number }[]): Reason[] {
  return rows
    .map(({ reason, count }) => ({ reason: reason ?? 'unknown', count }))
    .sort((a, b) => b.count - a.count || a.reason.localeCompare(b.reason))
}
