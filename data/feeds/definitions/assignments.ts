import { roles, type Role } from '../../domain/role'
import { day, id, integer, known, oneOf, optional, type Reference } from '../column'
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
    staff_id: known('staff'),
    role: oneOf(roles),
    scope_code: optional(id),
    level: optional(integer(3, 8)),
    student_id: optional(known('student')),
    start_date: day,
    end_date: optional(day),
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
