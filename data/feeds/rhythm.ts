import { addDays, daysFromTo, type Day } from '../domain/day'

/** Whether a feed that last came on a day should have come again by `today`: a whole day passed on which it was due. */
export function isOverdue(
  { lastCame, today }: { lastCame: Day; today: Day },
  rhythmDays: number,
  isDue: (day: Day) => boolean,
): boolean {
  return daysFromTo(addDays(lastCame, rhythmDays), addDays(today, -1)).some(isDue)
}
