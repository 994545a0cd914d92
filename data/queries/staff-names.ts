import { fullName } from '../domain/student'
import { inParts } from '../store/in-parts'
import type { Database } from '../store/store'

/** The names of these staff members, those who have left among them; whom the records never held are absent. */
export async function staffNames(db: Database, staffIds: readonly string[]): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const ids of inParts(staffIds)) {
    const staff = await db
      .selectFrom('staff')
      .select(['staff_id', 'given_name', 'family_name'])
      .where('staff_id', 'in', ids)
      .execute()
    for (const person of staff) names.set(person.staff_id, fullName(person))
  }
  return names
}
