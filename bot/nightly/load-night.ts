import type { Clock } from '../../data/domain/day'
import { EngagementError } from '../../data/domain/errors'
import { claimFiles, type Claim } from '../../data/feeds/arrivals/claim-files'
import { deliveriesOf, type Delivery } from '../../data/feeds/arrivals/deliveries'
import { pastLoads } from '../../data/feeds/arrivals/past-loads'
import { keepUnread } from '../../data/feeds/unread'
import { verdictOn, type Verdict } from '../../data/feeds/arrivals/verdict'
import { awaitedFeeds } from '../../data/records/awaited-feeds'
import type { Store } from '../../data/store/store'
import { failureLine } from '../failure-line'
import { loadDelivery, type LoadingOptions, type ToRead } from './load-delivery'
import type { LoadedNight, NightLoad, RefusedLoad } from './loaded-night'

export interface NightOptions extends Omit<LoadingOptions, 'isRealClock'> {
  /** Real time, whatever the clock says. */
  time: Clock
  /** Throws when another process has taken over. */
  stillAlone: () => void
  /** Told of each load as it has landed. */
  onLoaded: (load: NightLoad) => void
  onRefused: (refused: RefusedLoad) => void
}

/** Beyond this many milliseconds, a clock is not the one by which files change. */
const sameTime = 60_000

/**
 * Loads what has come of every feed, in the order in which a new store takes them. What is refused keeps nothing else out.
 *
 * @throws EngagementError when the place cannot be looked into, when the store cannot be reached, or when another process
 *   has taken over
 */
export async function loadNight(store: Store, options: NightOptions): Promise<LoadedNight> {
  const { files, clock, time } = options
  const isRealClock = Math.abs(clock().getTime() - time().getTime()) < sameTime
  const arrivals = await files.list()
  const { claims, ...told } = claimFiles(arrivals, store.settings.loads, { now: clock(), time: time() })
  const found = arrivals.length
  const awaited = await awaitedFeeds(store.db)
  const night: LoadedNight = {
    found,
    ...told,
    loads: [],
    refused: [],
    known: [],
    older: [],
    behind: [],
    passedOver: [],
  }
  for (const claim of claims) {
    const feed = claim.feed.name
    const { deliveries, passedOver } = deliveriesOf(claim)
    if (passedOver.length > 0) night.passedOver.push({ feed, files: passedOver })
    const isAwaited = awaited.includes(feed)
    const loads = await pastLoads(store.db, feed)
    const known = { place: files.place, loads, now: clock(), isRealClock, isAwaited }
    const judged = deliveries.map((delivery) => ({
      delivery,
      verdict: allowing(verdictOn(claim, delivery, known), feed, options),
    }))
    for (const verdict of ['known', 'older', 'behind'] as const) {
      const left = judged
        .filter((each) => each.verdict === verdict)
        .flatMap(({ delivery }) => namesOf(delivery))
      if (left.length > 0) night[verdict].push({ feed, files: left })
    }
    await loadClaim(store, claim, judged.filter(isToRead), { ...options, isRealClock }, night)
  }
  return night
}

function allowing(verdict: Verdict, feed: string, { allowOlder }: NightOptions): Verdict {
  return (verdict === 'older' || verdict === 'behind') && allowOlder.includes(feed) ? 'read' : verdict
}

const isToRead = (each: { delivery: Delivery; verdict: Verdict }): each is ToRead =>
  each.verdict === 'read' || each.verdict === 'again'

const namesOf = ({ files }: Pick<Delivery, 'files'>): string[] => files.map(({ name }) => name)

async function loadClaim(
  store: Store,
  claim: Claim,
  toRead: readonly ToRead[],
  options: NightOptions & LoadingOptions,
  night: LoadedNight,
): Promise<void> {
  if (toRead.length === 0) return
  const { files, stillAlone, onLoaded, onRefused } = options
  /** Loads, or notes why not. */
  const trying = async (names: readonly string[], work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      if (endsTheNight(error)) throw error
      const refused = { feed: claim.feed.name, files: names, reason: failureLine(error) }
      const { feed } = refused
      await keepUnread(store, { feed, files: names, place: files.place, at: options.clock() }, error)
      night.refused.push(refused)
      onRefused(refused)
    }
  }
  await trying(namesOf({ files: claim.beside }), () =>
    files.use(claim.beside, async (beside) => {
      for (const each of toRead) {
        stillAlone()
        await trying(namesOf(each.delivery), async () => {
          const loads = await loadDelivery(store, claim, each, beside, options)
          night.loads.push(...loads)
          loads.forEach(onLoaded)
        })
      }
    }),
  )
}

/** What would befall every other file too. */
function endsTheNight(error: unknown): boolean {
  if (!(error instanceof EngagementError)) return false
  return error.code.startsWith('store-') || ['configuration', 'already-running'].includes(error.code)
}
