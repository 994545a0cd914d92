import { AsyncLocalStorage } from 'node:async_hooks'
import { EngagementError } from '../../data/domain/errors'
import type { StoreWork } from '../../data/store/observe'
import type { Given } from './attributes'

// Loaded with every answer: it must need nothing of the packages that send telemetry.

/** What a turn is told by once it has ended. */
export interface TurnFacts {
  intent: string
  /** What became of it. */
  outcome: 'answered' | 'refused' | 'sign-in-needed' | 'done' | 'failed'
  place: 'personal' | 'group'
  /** Why it was refused, or what failed. */
  code?: string | undefined
}

/** One turn, from its activity to its last reply. */
export interface MeasuredTurn extends TurnFacts {
  milliseconds: number
  /** Of that in the store, added up however many statements ran side by side. */
  storeMilliseconds: number
}

/** The parts of a turn that a trace tells apart. */
export type Step = 'access' | 'language' | 'answer' | 'reply'

/** Some stretch of a turn as a trace tells it. */
export interface Stretch {
  begin(name: Step): Stretch
  end(how: { failed: boolean; given: Given }): void
}

/** What the store did, added up however many statements ran side by side. */
interface StoreShare {
  statements: number
  milliseconds: number
}

interface UnderWay {
  facts: TurnFacts
  store: StoreShare
  ended: boolean
}

/** Where in a turn some work is done. What goes on in the background after its end belongs to it no longer. */
const here = new AsyncLocalStorage<{ turn: UnderWay; stretch: Stretch; store: StoreShare }>()

/** Does one part of the turn under way; does just that where no turn is measured. */
export async function step<T>(name: Step, work: () => Promise<T>): Promise<T> {
  const at = here.getStore()
  if (!at || at.turn.ended) return work()
  const [stretch, store] = [at.stretch.begin(name), { statements: 0, milliseconds: 0 }]
  let failed = true
  try {
    const result = await here.run({ turn: at.turn, stretch, store }, work)
    failed = false
    return result
  } finally {
    stretch.end({ failed, given: asGiven(store) })
  }
}

/** Says more of the turn under way, if one is measured. */
export function noteTurn(facts: Partial<TurnFacts>): void {
  const turn = here.getStore()?.turn
  if (turn && !turn.ended) Object.assign(turn.facts, facts)
}

/** Adds some work of the store to the turn under way, and to the part of it. */
export function noteStoreWork({ kind, milliseconds }: StoreWork): void {
  const at = here.getStore()
  if (!at || at.turn.ended) return
  for (const share of new Set([at.turn.store, at.store])) {
    share.milliseconds += milliseconds
    if (kind === 'statement') share.statements += 1
  }
}

/** Runs a turn, and tells of it when it has ended. */
export async function runTurn<T>(
  stretch: Stretch,
  facts: TurnFacts,
  work: () => Promise<T>,
  told: (turn: MeasuredTurn) => void,
): Promise<T> {
  const started = performance.now()
  const store: StoreShare = { statements: 0, milliseconds: 0 }
  const turn: UnderWay = { facts: { ...facts }, store, ended: false }
  try {
    return await here.run({ turn, stretch, store }, work)
  } catch (error) {
    turn.facts.outcome = 'failed'
    turn.facts.code = error instanceof EngagementError ? error.code : 'unexpected'
    throw error
  } finally {
    turn.ended = true
    stretch.end({ failed: turn.facts.outcome === 'failed', given: { ...turn.facts, ...asGiven(store) } })
    told({
      ...turn.facts,
      milliseconds: performance.now() - started,
      storeMilliseconds: store.milliseconds,
    })
  }
}

const asGiven = ({ statements, milliseconds }: StoreShare): Given => ({
  statements,
  store_milliseconds: Math.round(milliseconds),
})
