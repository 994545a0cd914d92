import { addDays, dayOf, weekStart, type Clock, type Day } from '../domain/day'
import type { WeekFacts } from '../alerting/week-facts'
import type { ScoredStudent } from '../evaluation/cells'
import { computeWeek } from '../scoring/compute-week'
import { readDataRange } from '../scoring/read-data-range'
import { weeksToScore, type Wish } from '../scoring/weeks-to-score'
import type { Database } from '../store/store'

/** What one configuration says of a student, with what the rules of alerts rest on. */
export type RehearsedStudent = ScoredStudent & Pick<WeekFacts, 'trend' | 'indicators'>

/** What one configuration says of the students of one week. Nothing of it is stored. */
export interface RehearsedWeek {
  start: Day
  /** The week's end, or today while it is running. */
  to: Day
  students: Map<string, RehearsedStudent>
}

/** The Mondays of the last weeks with data, oldest first, at most so many. */
export async function lastWeeks(db: Database, clock: Clock, weeks: number): Promise<Day[]> {
  const range = await readDataRange(db)
  if (!range) return []
  const yesterday = addDays(dayOf(clock()), -1)
  const last = weekStart(range.last < yesterday ? range.last : yesterday)
  const first = weekStart(range.first)
  return Array.from({ length: weeks }, (_, index) => addDays(last, 7 * (index + 1 - weeks))).filter(
    (start) => start >= first,
  )
}

/** Scores a week as `score` would with this configuration, whatever made the stored scores, and writes nothing. */
export async function rehearseWeek(
  db: Database,
  start: Day,
  wish: Pick<Wish, 'clock' | 'configuration'>,
): Promise<RehearsedWeek | undefined> {
  const [week] = await weeksToScore(db, { ...wish, reconfigure: true, from: start, to: start })
  if (!week) return undefined
  const students = new Map<string, RehearsedStudent>()
  for (const [pool, scores] of await computeWeek(db, week)) {
    const programmeOf = new Map(pool.students.map((student) => [student.student_id, student.programme_code]))
    for (const { student_id: studentId, score, band, trend, indicators } of scores)
      students.set(studentId, {
        studentId,
        programme: programmeOf.get(studentId) ?? '',
        score,
        band,
        trend,
        indicators: indicators.map(({ source, state, value, weight, days }) => ({
          source,
          state,
          value,
          weight,
          days,
        })),
      })
  }
  return { start, to: week.to, students }
}
