import { demoLeader, demoTutor, otherTutor } from '../../../data/sample/demo-staff'
import type { Store } from '../../../data/store/store'
import type { Person } from './people'

export interface NamedStudent {
  student_id: string
  given_name: string
  family_name: string
  email: string
  mobile: string | null
}

/** What identifies a student in an answer: not what the asker typed, which stands in quotation marks. */
export async function strangersIn(
  text: string,
  store: Store,
  students: readonly NamedStudent[],
  who: Person | undefined,
): Promise<string[]> {
  const said = text.replaceAll(/“[^”]*”/gu, '')
  const own = await seenBy(store, who)
  const ownNames = new Set(students.filter(({ student_id }) => own.has(student_id)).map(nameOf))
  return students
    .filter(({ student_id }) => !own.has(student_id))
    .flatMap((student) => {
      const { student_id, email, mobile } = student
      const name = nameOf(student)
      return [student_id, email, ...(mobile === null ? [] : [mobile]), ...(ownNames.has(name) ? [] : [name])]
    })
    .filter((part) => said.includes(part))
}

const nameOf = ({ given_name, family_name }: NamedStudent): string => `${given_name} ${family_name}`

/** Whom somebody may see by name. */
async function seenBy(store: Store, who: Person | undefined): Promise<Set<string>> {
  if (who === 'ruth') return tuteesOf(store, demoTutor.staffId)
  if (who === 'helen') return tuteesOf(store, otherTutor.staffId)
  if (who !== 'gareth') return new Set()
  const led = await store.db
    .selectFrom('student')
    .innerJoin('assignment', 'assignment.scope_code', 'student.programme_code')
    .select('student.student_id')
    .where('assignment.staff_id', '=', demoLeader.staffId)
    .where('assignment.role', '=', 'programme-leader')
    .execute()
  return new Set(led.map(({ student_id }) => student_id))
}

async function tuteesOf({ db }: Store, staffId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('assignment')
    .select('student_id')
    .where('staff_id', '=', staffId)
    .where('role', '=', 'personal-tutor')
    .execute()
  return new Set(rows.flatMap(({ student_id }) => student_id ?? []))
}
