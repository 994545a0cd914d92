import { addDays, dayOf, startOf, weekStart, type Day } from '../../../data/domain/day'
import { cardsMadeSince, firstEvaluationOn } from '../../../data/queries/alert-budget'
import type { Database } from '../../../data/store/store'
import { nextWorkingTime } from '../working-time'
import type { Round } from './round'
import type { Wishes } from './targets'

/** Longer before a week than any card made then still waits for working time. */
const longestWait = 21

/** Gives out cards of their own, as long as a person has some left in the week in which they come; else it is the digest. */
export interface Budget {
  /** When a card that is made now may come. */
  dueAt: Date
  /** How one more alert is told to a person. */
  take(staffId: string): 'card' | 'digest'
}

/**
 * At most so many cards for each person and week, Monday to Sunday in London, by the week in which they are due: one made on
 * Saturday is Monday's. Reminders and worse news of an alert are not new ones and cost nothing. None in the days after the
 * first evaluation, for who wants digests, and for who has paused their alerts.
 */
export async function readBudget(db: Database, round: Round, wishes: Wishes): Promise<Budget> {
  const { now, settings } = round
  const dueAt = nextWorkingTime(now, settings)
  const week = weekStart(dayOf(dueAt))
  const weekOf = (madeAt: Date): Day => weekStart(dayOf(nextWorkingTime(madeAt, settings)))
  const used = new Map<string, number>()
  for (const { staffId, madeAt } of await cardsMadeSince(db, startOf(addDays(week, -longestWait))))
    if (weekOf(madeAt) === week) used.set(staffId, (used.get(staffId) ?? 0) + 1)
  const isFirstTime = await digestsOnly(db, round)
  return {
    dueAt,
    take: (staffId) => {
      const { frequency, isPaused } = wishes(staffId)
      const cards = used.get(staffId) ?? 0
      const isDigest = isFirstTime || frequency === 'digest' || isPaused
      if (isDigest || cards >= settings.cardsPerPersonAndWeek) return 'digest'
      used.set(staffId, cards + 1)
      return 'card'
    },
  }
}

/** Before anything was evaluated nothing is known of how many alerts there will be. */
async function digestsOnly(db: Database, { today, settings }: Round): Promise<boolean> {
  const first = await firstEvaluationOn(db)
  return first === undefined || today < addDays(first, settings.digestsOnlyDays)
}
