import { addDays } from '../../domain/day'
import { demoTutees } from '../demo-tutees'
import type { Programme } from '../institution'
import type { Random } from '../random'
import type { StaffMember } from '../staff-register'
import { isTutored, type SampleStudent } from '../student'
import type { Term } from '../term'
import { assign, type Assignment } from './assignment'

const groupSize = 14

const demoIds = new Set(demoTutees.map(({ student_id }) => student_id))

/** A programme's students in groups of one tutor each. The demo tutor's and those who completed are in none. */
export function tutorGroups(students: readonly SampleStudent[], { code }: Programme): SampleStudent[][] {
  const members = students.filter(
    ({ row }) => row.programme_code === code && row.status !== 'completed' && !demoIds.has(row.student_id),
  )
  const count = Math.max(1, Math.round(members.length / groupSize))
  const edge = (index: number) => Math.floor((index * members.length) / count)
  return Array.from({ length: count }, (_, index) => members.slice(edge(index), edge(index + 1)))
}

/** Assigns each tutor their group. A few students had another tutor before. */
export function tutorAssignments(
  random: Random,
  term: Term,
  groups: readonly SampleStudent[][],
  tutors: readonly StaffMember[],
  formerTutors: readonly StaffMember[],
): Assignment[] {
  return tutors.flatMap((tutor, index) =>
    (groups[index] ?? []).flatMap((student) => {
      const former = random.chance(0.06) ? random.pick(formerTutors) : tutor
      return former === tutor ? [tutored(tutor, student)] : handOver(random, term, student, former, tutor)
    }),
  )
}

/** The tutor since the student came; until they left, if they did. */
export function tutored(tutor: StaffMember, student: SampleStudent): Assignment {
  const { student_id, start_date, end_date } = student.row
  return assign(tutor, 'personal-tutor', start_date, {
    student_id,
    end_date: isTutored(student) ? '' : end_date,
  })
}

function handOver(
  random: Random,
  term: Term,
  student: SampleStudent,
  former: StaffMember,
  tutor: StaffMember,
): Assignment[] {
  const current = tutored(tutor, student)
  const change = addDays(term.start, random.pick([-7, 14, 28]))
  const last = current.end_date === '' ? term.today : current.end_date
  // Who came or left around the change had one tutor only.
  if (change <= current.start_date || change >= last) return [current]
  return [
    { ...current, staff_id: former.staff_id, end_date: change },
    { ...current, start_date: change },
  ]
}
