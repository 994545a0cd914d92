import type { Store } from '../../data/store/store'

interface Look {
  intent: string
  staff: string
  students: string[]
}

/** What stands on the record of who looked at whom. */
export async function looksIn({ db }: Store): Promise<Look[]> {
  const entries = await db.selectFrom('access_entry').selectAll().execute()
  const seen = await db.selectFrom('access_entry_student').selectAll().execute()
  return entries.map(({ entry_id, intent, staff_id }) => ({
    intent,
    staff: staff_id,
    students: seen.filter((each) => each.entry_id === entry_id).map(({ student_id }) => student_id),
  }))
}
