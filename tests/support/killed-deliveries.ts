import { setTimeout as wait } from 'node:timers/promises'
import { openStore } from '../../data/store/open'
import type { Store } from '../../data/store/store'
import { DispatchingChildren, putRecipients, reckon } from './dispatching-children'
import { testSecret } from './engines'
import { requireFreshBuild } from './fresh-build'
import { copySample } from './sample'
import { startTeamsConnector, type TeamsConnector } from './teams-connector'
import { randomFaults } from './teams-connector/faults'

/** A rate at which no test takes long. */
const sending = {
  requestsPerSecond: 40,
  perChat: [
    { seconds: 1, requests: 7 },
    { seconds: 2, requests: 8 },
  ],
  attempts: 30,
}
const soon = { retryAfter: '1' }
const faults = randomFaults([
  { share: 0.03, fault: { kind: 'error', status: 412, ...soon } },
  { share: 0.03, fault: { kind: 'error', status: 429, ...soon } },
  { share: 0.03, fault: { kind: 'error', status: 502, taken: true, ...soon } },
  { share: 0.03, fault: { kind: 'error', status: 503, ...soon } },
  { share: 0.03, fault: { kind: 'slow', milliseconds: 400 } },
])

/** Two instances that deliver, and are killed at random moments, for the tests of this file. */
export function useKilledDeliveries() {
  const database = copySample()
  const store = openStore(database, { secret: testSecret })
  let teams: TeamsConnector | undefined
  let children: DispatchingChildren | undefined
  beforeAll(requireFreshBuild)
  afterAll(async () => {
    await children?.stop()
    await teams?.close()
    await store.close()
  })
  /** Expects that nothing is lost, and that each message is told of that may have come twice. */
  return async ({ messages, kills, seconds }: { messages: number; kills: number; seconds: number }) => {
    teams = await startTeamsConnector({ limits: sending, fault: () => faults() })
    await putRecipients(store, messages, teams.serviceUrl)
    children = new DispatchingChildren({
      database,
      secret: testSecret,
      serviceUrl: teams.serviceUrl,
      sending,
    })
    for (let count = 0; count < 2; count += 1) children.start()
    /** After how many requests each is killed: somewhere in its part of the whole. */
    const moments = Array.from(
      { length: kills },
      (_, kill) => ((kill + Math.random()) * messages) / (kills + 1),
    )
    const until = Date.now() + seconds * 1_000
    while (Date.now() < until && !(await isDone(store))) {
      await wait(100 + Math.random() * 200)
      if (teams.arrivals.length > (moments[children.kills] ?? Infinity)) children.killOne()
      if (children.kills === kills) await lapse(store)
    }
    await children.stop()
    expect(children.output).toBe('')
    const sum = await reckon(store, teams)
    expect(sum).toMatchObject({ messages, sent: messages, waiting: 0, lost: 0, unreported: 0 })
    // Killed between a request and its answer: at most what each had under way, and what the faults hid.
    expect(sum.duplicated).toBeLessThanOrEqual(sum.unknownOutcomes)
    expect(await looks(store)).toBeGreaterThanOrEqual(messages)
    for (const { most, allowed } of teams.fullest()) expect(most).toBeLessThanOrEqual(allowed)
    expect(children.kills).toBe(kills)
  }
}

async function looks({ db }: Store): Promise<number> {
  const entries = await db
    .selectFrom('access_entry')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('intent', '=', 'alert')
    .executeTakeFirstOrThrow()
  return entries.count
}

async function isDone({ db }: Store): Promise<boolean> {
  const left = await db.selectFrom('outbox').select('id').where('done_at', 'is', null).executeTakeFirst()
  return left === undefined
}

/** What the killed ones had claimed lapses after a minute: no test waits that long. */
async function lapse(store: Store): Promise<void> {
  const lapsed = new Date(Date.now() + 50_000).toISOString()
  await store.transaction(({ db }) =>
    db
      .updateTable('outbox')
      .set({ claimed_by: null, claimed_until: null })
      .where('done_at', 'is', null)
      .where('claimed_until', '<', lapsed)
      .execute(),
  )
}
