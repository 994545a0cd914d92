import { addDays, daysFromTo, type Day } from '../domain/day'
import type { Finding } from './finding'

/** What was to be known for longer than this opens no episode: it is no news, and a first evaluation tells no history. */
const newsDays = 14

/** Who had no day that counts for so long is in a vacation, a reading week, on placement or leave: nobody is alerted then. */
const restDays = 7

/** Whether what data before the day `found` showed first is still news. */
export function opensWithin(found: Day, today: Day): boolean {
  return found > addDays(today, -newsDays)
}

/**
 * Whether a finding may open an episode: it is news, it is not getting better already, and one of the last seven days
 * counts for the student.
 */
export function mayOpen(finding: Finding, today: Day, counts: (day: Day) => boolean): boolean {
  return (
    !finding.improving &&
    opensWithin(finding.found, today) &&
    daysFromTo(addDays(today, -restDays), addDays(today, -1)).some(counts)
  )
}
