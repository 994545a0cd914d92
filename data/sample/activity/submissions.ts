import type { Row } from '../csv'
import type { Module } from '../modules'
import { Random } from '../random'
import type { SampleStudent } from '../student'
import { termDay, type Term, type TermDay } from '../term'
import { hour, offsetTime, utcTime } from '../times'
import type { ActivityContext } from './context'
import { archetypeOf, isHere, mood } from './drive'

const friday = 4
const deadline = 16 * hour

/** What students handed in: on time, late, or not at all. Work may be in before a deadline that is still to come. */
export function* submissions(context: ActivityContext): Generator<Row> {
  for (const student of context.students) {
    const random = new Random(context.seed, `submissions ${student.row.student_id}`)
    for (const module of context.modules.taken(student)) {
      for (const due of deadlines(context, student, module)) {
        const handedIn = handIn(random, student, due, context.term)
        if (handedIn === undefined) continue
        const { student_id } = student.row
        yield [student_id, handedIn, 'submission', 1, module.code, offsetTime(due, deadline)]
      }
    }
  }
}

/** Fridays of teaching weeks: what would be due in another week is due in the next. */
function deadlines(context: ActivityContext, student: SampleStudent, module: Module): TermDay[] {
  const kinds = context.kindsFor(student)
  const { start } = context.term
  return module.dueWeeks.flatMap((week) => {
    const index = (week - 1) * 7 + friday
    const kind = kinds[index] ?? 'teaching'
    if (kind === 'placement') return []
    return [termDay(start, kind === 'teaching' ? index : index + 7)]
  })
}

function handIn(random: Random, student: SampleStudent, due: TermDay, term: Term): string | undefined {
  const { onTime, late } = archetypeOf(student)
  const chance = onTime * Math.min(1, 0.25 + 0.75 * mood(student, due))
  const draw = random.next()
  const days = draw < chance ? -random.between(0, 3) : random.between(1, 5)
  const second = random.between(9 * hour, days === 0 ? deadline - 60 : 23 * hour)
  if (draw >= chance + late) return undefined
  const day = termDay(term.start, due.index + days)
  // A module's first deadline is no concern of someone who joined after it.
  const wasHere = isHere(student, day) && student.profile.from <= due.index
  return wasHere ? utcTime(day, second) : undefined
}
