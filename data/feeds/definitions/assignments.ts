import { roles, type Role } from '../../domain/role'
import { day, id, integer, known, oneOf, optional, told, type Reference } from '../column'
import { literal } from '../duck'
import type { Rule } from '../feed'
import { snapshotFeed } from '../snapshot'

const scopeOf = (kind: Reference, ...codes: Role[]): Rule => ({
  column: 'scope_code',
  wrong: `role in (${codes.map(literal).join(', ')}) and (scope_code is null or scope_code not in (select key from known where reference = '${kind}'))`,
  must: `name a known ${kind} for this role`,
})

/** Who holds which role, over whom, from when to when. */
export const assignments = snapshotFeed({
  name: 'assignments',
  table: 'assignment',
  columns: {
    staff_id: told(known('staff'), 'who holds the role', 's0101'),
    role: told(oneOf(roles), 'what they are, and so what they may see', 'personal-tutor'),
    scope_code: told(
      optional(id),
      'the programme, school, faculty or project of the role; empty for a tutee and for the whole institution',
      'BSC-CS',
    ),
    level: told(optional(integer(3, 8)), 'the level of a level tutor', '4'),
    student_id: told(
      optional(known('student')),
      'the tutee of a personal tutor, or a student of a project',
      '00412301',
    ),
    start_date: told(day, 'the first day of the role', '2025-09-22'),
    end_date: told(optional(day), 'the day from which it is over; empty while it goes on', '2026-09-28'),
  },
  key: ['staff_id', 'role', 'scope_code', 'level', 'student_id', 'start_date'],
  rules: [
    { column: 'end_date', wrong: 'end_date < start_date', must: 'not lie before start_date' },
    {
      column: 'student_id',
      wrong: "role = 'personal-tutor' and student_id is null",
      must: 'name the tutee of a personal tutor',
    },
    { column: 'level', wrong: "role = 'level-tutor' and level is null", must: 'be given for a level tutor' },
    {
      column: 'scope_code',
      wrong: "role = 'project-staff' and scope_code is null",
      must: 'name the project',
    },
    scopeOf('programme', 'level-tutor', 'programme-leader'),
    scopeOf('school', 'director-of-school'),
    scopeOf('faculty', 'faculty-pvc', 'faculty-ade', 'faculty-admin'),
  ],
})
