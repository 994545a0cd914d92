import { addDays } from '../../domain/day'
import { programmes, type Programme } from '../institution'
import type { Random } from '../random'
import type { StaffMember, StaffRegister } from '../staff-register'
import type { SampleStudent } from '../student'
import type { Term } from '../term'
import { assign, type Assignment } from './assignment'
import { tutorAssignments, tutored, tutorGroups } from './tutoring'

/** The staff of the demonstration, already hired. */
export interface Personas {
  tutor: StaffMember
  leader: StaffMember
  otherTutor: StaffMember
}

/** The programme on which the personas work. */
export const demoProgramme = 'BSC-CS'

/** Personal tutors, level tutors and the leader of every programme. */
export function programmePosts(
  random: Random,
  register: StaffRegister,
  personas: Personas,
  students: readonly SampleStudent[],
  term: Term,
): Assignment[] {
  return programmes.flatMap((programme, index) => {
    const groups = tutorGroups(students, programme)
    const isDemo = programme.code === demoProgramme
    const hired = groups.slice(isDemo ? 1 : 0).map(() => register.hire())
    const tutors = isDemo ? [personas.otherTutor, ...hired] : hired
    const leader = isDemo ? personas.leader : leaderOf(register, hired, index)
    return [
      ...tutorAssignments(random, term, groups, tutors, hired),
      ...levelTutors(programme, hired, term),
      assign(leader, 'programme-leader', lastYear(term), { scope_code: programme.code }),
    ]
  })
}

/** The demo tutor and their tutees, who come first among the students. */
export function demoTutoring(tutor: StaffMember, tutees: readonly SampleStudent[]): Assignment[] {
  return tutees.map((student) => tutored(tutor, student))
}

function levelTutors({ code, cohorts }: Programme, tutors: readonly StaffMember[], term: Term): Assignment[] {
  return cohorts.flatMap(({ level }, index) => {
    const tutor = tutors[index % tutors.length]
    return tutor ? [assign(tutor, 'level-tutor', lastYear(term), { scope_code: code, level })] : []
  })
}

/** Every second programme is led by one of its tutors, who also looks after a level. */
function leaderOf(register: StaffRegister, tutors: readonly StaffMember[], index: number): StaffMember {
  const tutor = tutors[0]
  return index % 2 === 1 && tutor ? tutor : register.hire()
}

function lastYear({ start }: Term) {
  return addDays(start, -380)
}
