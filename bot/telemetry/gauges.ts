import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { BatchObservableResult, Meter, Observable } from '@opentelemetry/api'
import { addDays, dayOf, startOf, type Clock } from '../../data/domain/day'
import { waitingMessages } from '../../data/queries/deliveries'
import { readFeedLoads } from '../../data/queries/feed-loads'
import { feedStatus } from '../../data/queries/feed-status'
import type { Store } from '../../data/store/store'
import { attributesOf } from './attributes'

/** How long the store may take, in milliseconds: what cannot be read is not told. */
const patience = 5_000

const hour = 3_600_000

/** How old the feeds are, and what waits in the outbox, each time that measurements are sent. */
export function watchStore(meter: Meter, { store, clock }: { store: Store; clock: Clock }): void {
  const gauges = {
    loads: meter.createObservableGauge('engagement.feed.age', { unit: 'h' }),
    data: meter.createObservableGauge('engagement.feed.data_age', { unit: 'h' }),
    oldest: meter.createObservableGauge('engagement.outbox.age', { unit: 's' }),
    due: meter.createObservableGauge('engagement.outbox.due'),
    waiting: meter.createObservableGauge('engagement.outbox.waiting'),
  }
  meter.addBatchObservableCallback(async (result) => {
    const inTime = store.until(AbortSignal.timeout(patience))
    await tellFeeds(result, gauges, { store: inTime, now: clock() })
    const { waiting, due, oldestDue } = await waitingMessages(inTime.db, new Date())
    result.observe(gauges.waiting, waiting)
    result.observe(gauges.due, due)
    result.observe(gauges.oldest, oldestDue === undefined ? 0 : (Date.now() - oldestDue.getTime()) / 1_000)
  }, Object.values(gauges))
}

/** Since a feed last came, and since the end of the last day of which there are data. */
async function tellFeeds(
  result: BatchObservableResult,
  { loads, data }: { loads: Observable; data: Observable },
  { store, now }: { store: Store; now: Date },
): Promise<void> {
  for (const { feed, good } of (await readFeedLoads(store.db)).values())
    if (good !== undefined) result.observe(loads, hoursSince(new Date(good), now), attributesOf({ feed }))
  const { sources } = await feedStatus(store, dayOf(now))
  for (const { source, dataTo } of sources)
    if (dataTo !== undefined)
      result.observe(data, hoursSince(startOf(addDays(dataTo, 1)), now), attributesOf({ source }))
}

const hoursSince = (then: Date, now: Date): number => Math.max(0, now.getTime() - then.getTime()) / hour

/** How long work had to wait for the process: the longest of 99 in 100 since it was last told. */
export function watchEventLoop(meter: Meter): void {
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  meter.createObservableGauge('engagement.event_loop.delay', { unit: 'ms' }).addCallback((result) => {
    result.observe(delay.percentile(99) / 1_000_000)
    delay.reset()
  })
}
