import type { Row } from '../csv'
import type { Module } from '../modules'
import { spread, utcTime } from '../times'
import type { ActivityContext } from './context'
import { studentDays, type StudentDay } from './days'
import { archetypeOf } from './drive'
import { submissions } from './submissions'

const sessionsPerDay = 1.3

/** Sessions of page views, the participations within them, and what was handed in. */
export function* canvasRows(context: ActivityContext): Generator<Row> {
  for (const studentDay of studentDays(context, 'canvas')) {
    yield* sessions(studentDay, context.modules.taken(studentDay.student))
  }
  yield* submissions(context)
}

function* sessions({ student, day, drive, random }: StudentDay, modules: readonly Module[]): Generator<Row> {
  const { student_id } = student.row
  const count = Math.min(8, random.poisson(sessionsPerDay * drive))
  for (const second of spread(random, count, archetypeOf(student).hours)) {
    const course = random.pick(modules).code
    yield [student_id, utcTime(day, second), 'page-view', 1 + random.poisson(7), course, '']
    if (random.chance(Math.min(0.5, 0.2 * Math.sqrt(drive)))) {
      yield [student_id, utcTime(day, second + 90), 'participation', 1 + random.poisson(0.4), course, '']
    }
  }
}
