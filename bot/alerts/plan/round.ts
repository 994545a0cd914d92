import type { AlertSettings } from '../../../data/configuration/alerts'
import { addDays, dayOf, type Clock, type Day } from '../../../data/domain/day'
import { planTurn } from '../../../data/records/alerts'
import type { Database, Store } from '../../../data/store/store'

/** One round of planning. */
export interface Round {
  store: Store
  now: Date
  today: Day
  settings: AlertSettings
}

/** A round by a clock. */
export function roundAt({ store, clock }: { store: Store; clock: Clock }): Round {
  const now = clock()
  return { store, now, today: dayOf(now), settings: store.settings.alerts }
}

/** One step of a round, in a transaction that reads all that it decides by: it lands whole or not at all. */
export function step<T>({ store }: Round, work: (db: Database) => Promise<T>): Promise<T> {
  return store.transaction(
    async ({ db }) => {
      // Rounds of two instances take turns, step by step.
      await store.takeTurn(db, planTurn)
      return work(db)
    },
    { repeatable: true },
  )
}

/** How far back a recovery is still news, and what ended still counts for it. */
const newsDays = 14

export const newsSince = ({ today }: Round): Day => addDays(today, -newsDays)

/** The same as an instant before any of that day. */
export const newsSinceTime = (round: Round): Date => new Date(`${addDays(newsSince(round), -1)}T00:00:00Z`)

/** How far back somebody may have dealt with what is still open. */
export const dealtWithSince = ({ today }: Round): Day => addDays(today, -366)
