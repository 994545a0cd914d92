import { setTimeout as wait } from 'node:timers/promises'
import { standardSettings } from '../../data/configuration/settings'
import { openStore } from '../../data/store/open'
import type { Store } from '../../data/store/store'
import { DispatchingChildren, putRecipients, reckon } from '../support/dispatching-children'
import { testSecret } from '../support/engines'
import { requireFreshBuild } from '../support/fresh-build'
import { copySample } from '../support/sample'
import { startTeamsConnector } from '../support/teams-connector'
import { blocked, randomFaults } from '../support/teams-connector/faults'
import { machine, printTable, writeJson } from './results'

/** Everybody in a large university; fewer for a try. */
const recipients = Number(process.env.BENCH_RECIPIENTS ?? 27_000)
const { sending: standard } = standardSettings.alerts
const rate = Number(process.env.BENCH_RATE ?? standard.requestsPerSecond)
/** Between two kills, on average, in seconds; 0 for none. */
const killEvery = Number(process.env.BENCH_KILL_EVERY ?? 60)
/** 0 lets every request be. */
const harm = Number(process.env.BENCH_FAULTS ?? 1)
const instances = Number(process.env.BENCH_INSTANCES ?? 3)
const sending = { ...standard, requestsPerSecond: rate, attempts: 30 }

/** What befalls requests, of each hundred. Retry-After keeps the tail of the bench short. */
const soon = { retryAfter: '1' }
const faults = randomFaults(
  [
    { share: 0.002, fault: { kind: 'error', status: 412, ...soon } },
    { share: 0.002, fault: { kind: 'error', status: 429, ...soon } },
    { share: 0.002, fault: { kind: 'error', status: 502, ...soon } },
    { share: 0.001, fault: { kind: 'error', status: 502, taken: true, ...soon } },
    { share: 0.002, fault: { kind: 'error', status: 503, ...soon } },
    { share: 0.002, fault: { kind: 'error', status: 504, ...soon } },
    { share: 0.001, fault: { kind: 'error', status: 504, taken: true, ...soon } },
    { share: 0.002, fault: { kind: 'reset', taken: false } },
    { share: 0.002, fault: { kind: 'reset', taken: true } },
    { share: 0.001, fault: { kind: 'silence' } },
    { share: 0.005, fault: { kind: 'slow', milliseconds: 1_000 } },
    { share: 0.001, fault: blocked },
  ].map(({ share, fault }) => ({ share: share * harm, fault: fault as ReturnType<typeof Object.assign> })),
)

const database = copySample()

it(`delivers ${recipients} messages by ${instances} instances, some of them killed`, async () => {
  requireFreshBuild()
  const store = openStore(database, { secret: testSecret })
  const teams = await startTeamsConnector({ limits: sending, fault: () => faults() })
  await putRecipients(store, recipients, teams.serviceUrl)
  const children = new DispatchingChildren({
    database,
    secret: testSecret,
    serviceUrl: teams.serviceUrl,
    sending,
  })
  const ranOn = machine()
  for (let count = 0; count < instances; count += 1) children.start()
  const began = performance.now()
  const spans = await whileMessagesWait(store, children, () => teams.arrivals.length)
  await children.stop()
  const seconds = (performance.now() - began) / 1000
  const taken = (from: number, to: number): number =>
    teams.arrivals.filter(({ at, status }) => at >= from && at < to && status !== 429).length
  const waited = spans.reduce((sum, { from, to }) => sum + to - from, 0) / 1000
  const arrived = spans.reduce((sum, { from, to }) => sum + taken(from, to), 0)
  const sum = await reckon(store, teams)
  const share = arrived / waited / rate
  const fullest = teams.fullest()
  const result = {
    ...{ recipients, rate, instances, killEvery, kills: children.kills, seconds, ...sum },
    ...{
      sustained: arrived / waited,
      permitted: rate,
      share,
      throttled: teams.throttled(),
      fullest,
      machine: ranOn,
    },
  }
  const file = writeJson('alerts', result)
  printTable(
    ['what', 'count'],
    [
      ...Object.entries(sum).map(([what, count]) => [what, String(count)]),
      ['kills', String(children.kills)],
      ['429 since a window was full', String(teams.throttled())],
      ['requests a second while work waited', (arrived / waited).toFixed(2)],
      ['of those permitted', `${(share * 100).toFixed(1)}%`],
      ['seconds in all', seconds.toFixed(0)],
      ...fullest.map(({ window, most, allowed }) => [`fullest window: ${window}`, `${most} of ${allowed}`]),
    ],
  )
  const [first = 0] = teams.arrivals.map(({ at }) => at)
  const tens = Array.from({ length: Math.ceil(seconds / 10) }, (_, index) =>
    (taken(first + index * 10_000, first + (index + 1) * 10_000) / 10).toFixed(1),
  )
  process.stdout.write(`requests a second, ten seconds at a time: ${tens.join(' ')}\n`)
  process.stdout.write(`${children.output.slice(0, 2_000)}\n${file}\n`)
  await store.close()
  await teams.close()
  expect(sum).toMatchObject({ waiting: 0, lost: 0, unreported: 0 })
  expect(fullest.filter(({ most, allowed }) => most > allowed)).toEqual([])
})

/** Kills at random moments until all is delivered; gives the spans of time in which there was work that nobody had. */
async function whileMessagesWait(
  store: Store,
  children: DispatchingChildren,
  arrivals: () => number,
): Promise<{ from: number; to: number }[]> {
  const spans: { from: number; to: number }[] = []
  const nextKill = (): number => performance.now() + killEvery * 1_000 * 2 * Math.random()
  let kill = nextKill()
  for (let last = performance.now(); ;) {
    await wait(200)
    const waiting = await waitingIn(store)
    const now = performance.now()
    if (waiting.unclaimed && arrivals() > 0) spans.push({ from: last, to: now })
    last = now
    if (waiting.left === 0) return spans
    if (killEvery > 0 && now > kill) {
      children.killOne()
      kill = nextKill()
    }
  }
}

async function waitingIn(store: Store): Promise<{ unclaimed: boolean; left: number }> {
  const now = new Date().toISOString()
  const unclaimed = await store.db
    .selectFrom('outbox')
    .select('id')
    .where('done_at', 'is', null)
    .where('due_at', '<=', now)
    .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', now)]))
    .executeTakeFirst()
  const { left } = await store.db
    .selectFrom('outbox')
    .select(({ fn }) => fn.countAll<number>().as('left'))
    .where('done_at', 'is', null)
    .executeTakeFirstOrThrow()
  return { unclaimed: unclaimed !== undefined, left }
}
