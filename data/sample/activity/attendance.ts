import type { Row } from '../csv'
import type { Module, TeachingEvent } from '../modules'
import { Random } from '../random'
import type { SampleStudent } from '../student'
import type { TermDay } from '../term'
import { hour, offsetTime } from '../times'
import type { ActivityContext } from './context'
import { archetypeOf, isHere, mood } from './drive'

/**
 * Every student on the register of every teaching event: who stays away is recorded as well. A register is kept
 * for someone who has fallen silent, not for someone who has left.
 */
export function* attendanceRows(context: ActivityContext): Generator<Row> {
  for (const student of context.students) {
    const random = new Random(context.seed, `attendance ${student.row.student_id}`)
    const kinds = context.kindsFor(student)
    const modules = context.modules.taken(student)
    const lastDay = isSilent(student) ? context.term.todayIndex : student.profile.until
    for (const day of context.term.days.slice(student.profile.from, lastDay)) {
      if (kinds[day.index] === 'teaching') yield* registers(random, student, modules, day)
    }
  }
}

function* registers(
  random: Random,
  student: SampleStudent,
  modules: readonly Module[],
  day: TermDay,
): Generator<Row> {
  for (const { code, events } of modules) {
    for (const event of events.filter(({ weekday }) => weekday === day.weekday)) {
      const session = `${code}-${event.type.slice(0, 3).toUpperCase()}-${day.day.replaceAll('-', '')}`
      const status = draw(random, student, day, event)
      yield [student.row.student_id, session, offsetTime(day, event.startsAt), status, event.type, code]
    }
  }
}

function draw(random: Random, student: SampleStudent, day: TermDay, event: TeachingEvent): string {
  if (!isHere(student, day)) return 'absent'
  const { attendance, late } = archetypeOf(student)
  const will = Math.min(1, 0.1 + 0.9 * mood(student, day))
  const early = event.startsAt < 10 * hour ? 0.93 : 1
  if (random.chance(Math.min(0.98, attendance * will * early)))
    return random.chance(late) ? 'late' : 'present'
  return random.chance(0.2 * attendance) ? 'authorised-absence' : 'absent'
}

function isSilent({ profile, row }: SampleStudent): boolean {
  return profile.archetype === 'silent' && row.status === 'active'
}
