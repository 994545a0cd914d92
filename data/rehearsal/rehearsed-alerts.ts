import { judgedOf, type JudgedStudent, type WeeklyRule, type WeeklyRules } from '../alerting/weekly-rules'
import type { WeekFacts } from '../alerting/week-facts'
import { addDays } from '../domain/day'
import type { CountingDays } from '../queries/days-that-count'
import type { RehearsedWeek } from './rehearsed-weeks'

/** A whole week, with what would be alerts in it: the rules that would be found to hold newly, by student. */
export interface AlertedWeek {
  week: RehearsedWeek
  opened: ReadonlyMap<string, readonly WeeklyRule[]>
}

/**
 * What the rules over scored weeks would open in each whole week, by the same logic as alerts have.
 *
 * @param weeks oldest first; the first ones are only what the others are compared with
 */
export function rehearseAlerts(
  weeks: readonly RehearsedWeek[],
  students: ReadonlyMap<string, JudgedStudent>,
  { counts }: Pick<CountingDays, 'counts'>,
  rules: WeeklyRules,
): AlertedWeek[] {
  const whole = weeks.filter(({ start, to }) => addDays(start, 7) === to)
  const now = whole.at(-1)?.to ?? ''
  const opened = whole.map(() => new Map<string, WeeklyRule[]>())
  for (const [id, student] of students) {
    const judged = judgedOf(weeksOf(id, whole), student, { counts }, now)
    for (const [index, week] of judged.entries()) {
      const rulesHeld = rules.filter(
        ({ judge }) => judge(judged.slice(0, index + 1), week.end)?.since === week.start,
      )
      const place = whole.findIndex(({ start }) => start === week.start)
      if (rulesHeld.length > 0)
        opened[place]?.set(
          id,
          rulesHeld.map(({ rule }) => rule),
        )
    }
  }
  return whole.map((week, index) => ({ week, opened: opened[index] ?? new Map<string, WeeklyRule[]>() }))
}

function weeksOf(id: string, weeks: readonly RehearsedWeek[]): WeekFacts[] {
  return weeks.flatMap(({ start, to: end, students }) => {
    const found = students.get(id)
    if (!found) return []
    const { band, score, trend, indicators = [] } = found
    return [{ start, end, band, score, trend, indicators }]
  })
}
