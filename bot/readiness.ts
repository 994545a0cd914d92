import { dayOf, type Clock } from '../data/domain/day'
import type { FeedState } from '../data/domain/feed-state'
import { feedStatus } from '../data/queries/feed-status'
import type { Store } from '../data/store/store'
import { errorFields, type Log } from './log'

export interface Readiness {
  ready: boolean
  store: 'ok' | 'unavailable'
  /** The state of each source and of each snapshot; empty while the store does not answer. */
  feeds: Readonly<Record<string, FeedState>>
  /** There once the bot was told to stop: whatever leads people to it is to choose another. */
  stopping?: true
}

/** How long the store may take, in milliseconds. */
const patience = 5_000

/** Whether the bot can answer, and the state of the feeds. It takes nothing new as soon as it is to stop. */
export function readinessOf(
  of: { store: Store; clock: Clock; log: Log },
  stopping: AbortSignal,
): () => Promise<Readiness> {
  const read = cached(() => lookInto(of))
  return async () => {
    const state = await read()
    return stopping.aborted ? { ...state, ready: false, stopping: true } : state
  }
}

/** Anyone may ask whether the bot is ready: the store is asked once a second at most. */
function cached(read: () => Promise<Readiness>): () => Promise<Readiness> {
  let known: { at: number; state: Promise<Readiness> } | undefined
  return () => {
    if (!known || Date.now() - known.at > 1_000) known = { at: Date.now(), state: read() }
    return known.state
  }
}

/** Late feeds are told but do not make the bot unready: it answers, and says what is late. */
async function lookInto({ store, clock, log }: { store: Store; clock: Clock; log: Log }): Promise<Readiness> {
  try {
    const inTime = store.until(AbortSignal.timeout(patience))
    const { sources, snapshots } = await feedStatus(inTime, dayOf(clock()))
    const states = [
      ...sources.map(({ source, state }) => [source, state] as const),
      ...snapshots.map(({ feed, state }) => [feed, state] as const),
    ]
    return { ready: true, store: 'ok', feeds: Object.fromEntries(states) }
  } catch (error) {
    log.error('store unavailable', errorFields(error))
    return { ready: false, store: 'unavailable', feeds: {} }
  }
}
