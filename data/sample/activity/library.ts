import type { Row } from '../csv'
import { hour, localTime, spread } from '../times'
import type { ActivityContext } from './context'
import { studentDays, type StudentDay } from './days'
import { archetypeOf } from './drive'

/** The library's export is late: it ends this many days before today. */
export const libraryDaysMissing = 9

const openingHours = { from: 8.5 * hour, to: 21.5 * hour }

/** Visits, loans, renewals and use of electronic resources: that they happened, never of what. */
export function* libraryRows(context: ActivityContext): Generator<Row> {
  const end = context.term.todayIndex - libraryDaysMissing
  for (const studentDay of studentDays(context, 'library')) {
    if (studentDay.day.index < end) yield* libraryDay(studentDay)
  }
}

function* libraryDay({ student, day, drive, random }: StudentDay): Generator<Row> {
  const { student_id } = student.row
  const use = drive * archetypeOf(student).library
  const visits = Math.min(3, random.poisson(0.16 * use))
  for (const second of spread(random, visits, openingHours)) {
    yield [student_id, localTime(day, second), 'visit', 1]
    if (random.chance(0.25)) yield [student_id, localTime(day, second + 600), 'loan', random.between(1, 3)]
  }
  const readings = Math.min(4, random.poisson(0.2 * use))
  for (const second of spread(random, readings, archetypeOf(student).hours)) {
    yield [student_id, localTime(day, second), 'e-resource', 1 + random.poisson(2)]
  }
  if (random.chance(0.02 * use)) yield [student_id, localTime(day, 9 * hour), 'renewal', random.between(1, 4)]
}
