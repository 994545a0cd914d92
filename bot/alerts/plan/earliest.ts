import type { AlertSettings } from '../../../data/configuration/alerts'
import { addDays, dayOf, weekStart, type Day } from '../../../data/domain/day'
import { nextWorkingTime, weeklyTime } from '../working-time'

/** The digests of a week and of the next three, and when they are due. */
export function digestTimes(today: Day, settings: AlertSettings): { week: Day; dueAt: Date }[] {
  return [0, 1, 2, 3].map((number) => {
    const week = addDays(weekStart(today), 7 * number)
    return { week, dueAt: weeklyTime(settings.digest, week, settings) }
  })
}

/**
 * The day on which an alert comes at the earliest, by how it is told and by when it was made alone: what its person may have
 * paused is nobody else's to know.
 */
export function comesEarliestOn(
  { toldIn, madeAt }: { toldIn: 'card' | 'digest'; madeAt: Date },
  settings: AlertSettings,
): Day {
  if (toldIn === 'card') return dayOf(nextWorkingTime(madeAt, settings))
  const next = digestTimes(dayOf(madeAt), settings).find(({ dueAt }) => dueAt > madeAt)
  return dayOf(next?.dueAt ?? madeAt)
}
