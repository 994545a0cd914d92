import type { Day } from '../domain/day'
import { groupBy } from '../domain/group-by'
import type { Role } from '../domain/role'
import type { AssignmentTable } from '../store/schema'
import type { Database } from '../store/store'
import { inForce } from './in-force'

/** The roles that are told about single students, in the order in which they are. */
export const alertedRoles = [
  'personal-tutor',
  'level-tutor',
  'programme-leader',
] as const satisfies readonly Role[]
export type AlertedRole = (typeof alertedRoles)[number]

/** Somebody who may be told about a student, in the first of the roles in which they may. */
export interface PossibleRecipient {
  staffId: string
  role: AlertedRole
  email: string
  /** As staff records have it. */
  given_name: string
  family_name: string
}

/** A student, as far as it says whose they are. */
export interface StudentOfSomebody {
  student_id: string
  programme_code: string
  level: number
}

/** Whose student it is: personal tutors first, then level tutors, then programme leaders; each person once, by staff ID. */
export async function recipientsOf(
  db: Database,
  student: StudentOfSomebody,
  today: Day,
): Promise<PossibleRecipient[]> {
  const rows = await postsToday(db, today)
    .where((eb) =>
      eb.or([
        eb.and([
          eb('assignment.role', '=', 'personal-tutor'),
          eb('assignment.student_id', '=', student.student_id),
        ]),
        eb.and([
          eb('assignment.role', '=', 'level-tutor'),
          eb('assignment.scope_code', '=', student.programme_code),
          eb('assignment.level', '=', student.level),
        ]),
        eb.and([
          eb('assignment.role', '=', 'programme-leader'),
          eb('assignment.scope_code', '=', student.programme_code),
        ]),
      ]),
    )
    .execute()
  return eachOnce(rows)
}

/** The same for whoever is asked about, read at once. */
export async function recipientsOfAll(
  db: Database,
  today: Day,
): Promise<(student: StudentOfSomebody) => PossibleRecipient[]> {
  const rows = await postsToday(db, today).where('assignment.role', 'in', alertedRoles).execute()
  const posts = groupBy(rows, keyOf)
  return ({ student_id, programme_code: scope_code, level }) => {
    const own = [
      { role: 'personal-tutor', student_id, scope_code: null, level: null },
      { role: 'level-tutor', student_id: null, scope_code, level },
      { role: 'programme-leader', student_id: null, scope_code, level: null },
    ] as const
    return eachOnce(own.flatMap((post) => posts.get(keyOf(post)) ?? []))
  }
}

/** What a post is a post for: of its columns, those that its role goes by. */
function keyOf({ role, student_id, scope_code, level }: PostFor): string {
  if (role === 'personal-tutor') return JSON.stringify([role, student_id])
  return JSON.stringify(role === 'level-tutor' ? [role, scope_code, level] : [role, scope_code])
}

type PostFor = Pick<AssignmentTable, 'role' | 'student_id' | 'scope_code' | 'level'>
type Post = Awaited<ReturnType<ReturnType<typeof postsToday>['execute']>>[number]

function postsToday(db: Database, today: Day) {
  return db
    .selectFrom('assignment')
    .innerJoin('staff', 'staff.staff_id', 'assignment.staff_id')
    .where('staff.gone_on', 'is', null)
    .where(inForce(today))
    .select([
      'assignment.role',
      'assignment.student_id',
      'assignment.scope_code',
      'assignment.level',
      'staff.staff_id',
      'staff.email',
      'staff.given_name',
      'staff.family_name',
    ])
    .orderBy('staff.staff_id')
}

function eachOnce(rows: readonly Post[]): PossibleRecipient[] {
  const found = new Map<string, PossibleRecipient>()
  for (const role of alertedRoles)
    for (const { staff_id: staffId, email, given_name, family_name } of rows.filter(
      (row) => row.role === role,
    ))
      if (!found.has(staffId)) found.set(staffId, { staffId, role, email, given_name, family_name })
  return [...found.values()]
}
