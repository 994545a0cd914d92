import type { Row } from '../csv'
import { hour, localTime, spread } from '../times'
import type { ActivityContext } from './context'
import { studentDays, type StudentDay } from './days'
import { archetypeOf } from './drive'

const openingHours = { from: 8.5 * hour, to: 20 * hour }

/** Print jobs of those students who print at all. */
export function* printingRows(context: ActivityContext): Generator<Row> {
  const students = context.students.filter(({ profile }) => profile.prints)
  for (const studentDay of studentDays({ ...context, students }, 'printing')) yield* jobs(studentDay)
}

function* jobs({ student, day, drive, random }: StudentDay): Generator<Row> {
  const count = Math.min(3, random.poisson(0.2 * drive * archetypeOf(student).printing))
  for (const second of spread(random, count, openingHours)) {
    yield [student.row.student_id, localTime(day, second), 1 + Math.floor(random.factor(0.9) * 6)]
  }
}
