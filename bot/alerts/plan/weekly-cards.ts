import { weekStart } from '../../../data/domain/day'
import { alertWishes } from '../../../data/queries/alert-wishes'
import { unitPosts } from '../../../data/queries/unit-posts'
import { putMessage } from '../../../data/records/outbox'
import { weeklyTime } from '../working-time'
import { step, type Round } from './round'
import { weeklyCardKind, weeklyId } from './week-ids'

/** A weekly card that was missed comes later in its week, but no later than so long after it was due, in milliseconds. */
const catchUp = 48 * 3_600_000

/**
 * Puts this week's cards of leaders and wider roles into the outbox: one for each person, role and unit, but for who has
 * paused their alerts or switched the card off. What they may see is found out when it is sent. Gives how many.
 */
export function planWeeklyCards(round: Round): Promise<number> {
  const { now, today, settings } = round
  const week = weekStart(today)
  const dueAt = weeklyTime(settings.weeklyCard, week, settings)
  if (now.getTime() > dueAt.getTime() + catchUp) return Promise.resolve(0)
  return step(round, async (db) => {
    const wishes = await alertWishes(db, today)
    let count = 0
    for (const { staffId: recipient, role, unit, level } of await unitPosts(db, today)) {
      const { isPaused, off } = wishes(recipient)
      if (isPaused || off.includes('weekly-card')) continue
      const id = weeklyId('weekly', recipient, role, unit, level, week)
      const payload = { role, unit, level }
      if (await putMessage(db, { id, kind: weeklyCardKind, payload, recipient, dueAt })) count += 1
    }
    return count
  })
}
