import { setTimeout as wait } from 'node:timers/promises'
import { openStore } from '../../../data/store/open'
import { DispatchingChildren, putRecipients, reckon } from '../../support/dispatching-children'
import { testSecret } from '../../support/engines'
import { requireFreshBuild } from '../../support/fresh-build'
import { copySample } from '../../support/sample'
import { startTeamsConnector, type TeamsConnector } from '../../support/teams-connector'
import { randomFaults } from '../../support/teams-connector/faults'

const database = copySample()
const store = openStore(database, { secret: testSecret })
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
let teams: TeamsConnector | undefined

beforeAll(requireFreshBuild)
afterAll(async () => {
  await teams?.close()
  await store.close()
})

it('loses nothing, and tells of each message that may have come twice, however its instances are killed', async () => {
  teams = await startTeamsConnector({ limits: sending, fault: () => faults() })
  await putRecipients(store, 400, teams.serviceUrl)
  const children = new DispatchingChildren({
    database,
    secret: testSecret,
    serviceUrl: teams.serviceUrl,
    sending,
  })
  for (let count = 0; count < 2; count += 1) children.start()
  const until = Date.now() + 150_000
  for (let kills = 0; Date.now() < until && !(await isDone());) {
    await wait(200 + Math.random() * 3_000)
    if (kills < 5 && teams.arrivals.length > 0) {
      children.killOne()
      kills += 1
    }
    if (kills === 5) await lapse()
  }
  await children.stop()
  expect(children.output).toBe('')
  const sum = await reckon(store, teams)
  expect(sum).toMatchObject({ messages: 400, sent: 400, waiting: 0, lost: 0, unreported: 0 })
  // Killed between a request and its answer: at most what each had under way, and what the faults hid.
  expect(sum.duplicated).toBeLessThanOrEqual(sum.unknownOutcomes)
  const entries = await store.db
    .selectFrom('access_entry')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('intent', '=', 'alert')
    .executeTakeFirstOrThrow()
  expect(entries.count).toBeGreaterThanOrEqual(400)
  for (const { most, allowed } of teams.fullest()) expect(most).toBeLessThanOrEqual(allowed)
}, 200_000)

async function isDone(): Promise<boolean> {
  const left = await store.db
    .selectFrom('outbox')
    .select('id')
    .where('done_at', 'is', null)
    .executeTakeFirst()
  return left === undefined
}

/** What the killed ones had claimed lapses after a minute: no test waits that long. */
async function lapse(): Promise<void> {
  const began = new Date(Date.now() - 10_000)
  await store.db
    .updateTable('outbox')
    .set({ claimed_by: null, claimed_until: null })
    .where('done_at', 'is', null)
    .where('claimed_until', '<', new Date(began.getTime() + 60_000).toISOString())
    .execute()
}
