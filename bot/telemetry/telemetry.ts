import type { Attributes, Meter, Tracer } from '@opentelemetry/api'
import type { Clock } from '../../data/domain/day'
import type { Observe, StoreWork } from '../../data/store/observe'
import type { Store } from '../../data/store/store'
import { attributesOf, type Given } from './attributes'
import { watchEventLoop, watchStore } from './gauges'
import { beginTrace } from './spans'
import { noteStoreWork, runTurn, type MeasuredTurn, type TurnFacts } from './turn'

/** What is counted as it happens. */
export type Counted = 'sign_ins' | 'alerts' | 'model_reads'

/** What the bot tells those who run it of how it works: how long, how often, how it ended. Never of whom, nor what was said. */
export interface Telemetry {
  /** Runs a turn and measures it. What is known of it only later is noted meanwhile, see {@link noteTurn}. */
  turn<T>(facts: TurnFacts, work: () => Promise<T>): Promise<T>
  /** Counts one. */
  count(what: Counted, given: Given): void
  /** Hears what the store does. */
  observe: Observe
  /** Tells from now on how old the feeds are and what waits in the outbox. */
  watch(of: { store: Store; clock: Clock }): void
  /** Sends what is left. */
  stop(): Promise<void>
}

/** Where measurements go. */
export interface Sink {
  tracer: Tracer
  meter: Meter
  stop: () => Promise<void>
}

/** Telemetry over OpenTelemetry's interfaces. */
export function createTelemetry({ tracer, meter, stop }: Sink, engine: Store['engine']): Telemetry {
  const milliseconds = { unit: 'ms' }
  const turns = meter.createHistogram('engagement.turn.duration', milliseconds)
  const storeOfTurns = meter.createHistogram('engagement.turn.store', milliseconds)
  const storeWork = meter.createHistogram('engagement.store.duration', milliseconds)
  const refusals = meter.createCounter('engagement.refusals')
  const counters: Record<Counted, ReturnType<Meter['createCounter']>> = {
    sign_ins: meter.createCounter('engagement.sign_ins'),
    alerts: meter.createCounter('engagement.alerts'),
    model_reads: meter.createCounter('engagement.model_reads'),
  }
  const told = (turn: MeasuredTurn): void => {
    const { intent, outcome, place, code } = turn
    turns.record(turn.milliseconds, attributesOf({ intent, outcome, place }))
    storeOfTurns.record(turn.storeMilliseconds, attributesOf({ intent }))
    if (outcome === 'refused') refusals.add(1, attributesOf({ code, place }))
  }
  watchEventLoop(meter)
  return {
    turn: (facts, work) => runTurn(beginTrace(tracer), facts, work, told),
    count: (what, given) => {
      counters[what].add(1, attributesOf(given))
    },
    observe: (work) => {
      storeWork.record(work.milliseconds, attributesOfWork(work, engine))
      noteStoreWork(work)
    },
    watch: (of) => {
      watchStore(meter, of)
    },
    stop,
  }
}

const known = new Map<string, Attributes>()

/** Made once for each: there are dozens of statements in a turn. */
function attributesOfWork({ kind, failed }: StoreWork, engine: Store['engine']): Attributes {
  const key = `${engine} ${kind} ${failed ? 'failed' : 'done'}`
  const attributes = known.get(key) ?? attributesOf({ engine, kind, outcome: failed ? 'failed' : 'done' })
  known.set(key, attributes)
  return attributes
}
