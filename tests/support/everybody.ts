import type { Store } from '../../data/store/store'
import { world } from './language-world'

/** Whose names, IDs and addresses no log may hold. */
export interface Known {
  /** Given and family names, in small letters, whole and in their parts. */
  names: Set<string>
  /** IDs, e-mail addresses and mobile numbers. */
  identifiers: Set<string>
}

/** People whom tests make for themselves, but for surnames that are roles. What is their own by its form alone is in personal.ts. */
const others = ['Robin', 'Tess', 'Lee', 'Dee']

/** Everybody of some stores, and those who are in none. */
export async function everybody(stores: readonly Store[]): Promise<Known> {
  const known: Known = { names: new Set(), identifiers: new Set() }
  for (const { db } of stores) {
    const students = await db.selectFrom('student').selectAll().execute()
    const staff = await db.selectFrom('staff').selectAll().execute()
    for (const person of [...students, ...staff]) addNames(known, person.given_name, person.family_name)
    for (const { student_id, email, mobile } of students) addIdentifiers(known, student_id, email, mobile)
    for (const { staff_id, email, entra_object_id } of staff)
      addIdentifiers(known, staff_id, email, entra_object_id)
  }
  for (const student of world.students) {
    addNames(known, student.given_name, student.family_name)
    addIdentifiers(known, student.student_id)
  }
  addNames(known, ...others)
  return known
}

function addNames({ names }: Known, ...given: string[]): void {
  for (const name of given)
    for (const part of [name, ...name.split(/[\s'’-]+/u)]) if (part.length > 1) names.add(part.toLowerCase())
}

function addIdentifiers({ identifiers }: Known, ...given: (string | null)[]): void {
  for (const identifier of given) if (identifier) identifiers.add(identifier.toLowerCase())
}
