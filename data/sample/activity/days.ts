import type { PeriodKind } from '../../domain/calendar'
import { Random } from '../random'
import type { SampleStudent } from '../student'
import type { TermDay } from '../term'
import type { ActivityContext } from './context'
import { driveOn } from './drive'

/** One day on which a student is here, with what drives them and the chance of this feed. */
export interface StudentDay {
  student: SampleStudent
  day: TermDay
  kind: PeriodKind
  drive: number
  random: Random
}

/** The days of every student, each student with a stream of chance of their own. */
export function* studentDays(context: ActivityContext, feed: string): Generator<StudentDay> {
  for (const student of context.students) {
    const random = new Random(context.seed, `${feed} ${student.row.student_id}`)
    const kinds = context.kindsFor(student)
    for (const day of context.term.days.slice(student.profile.from, student.profile.until)) {
      const kind = kinds[day.index] ?? 'vacation'
      yield { student, day, kind, drive: driveOn(student, day, kind), random }
    }
  }
}
