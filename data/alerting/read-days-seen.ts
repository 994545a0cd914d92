import type { Day } from '../domain/day'
import type { Source } from '../domain/source'
import { groupBy } from '../domain/group-by'
import { inParts } from '../store/in-parts'
import type { Database } from '../store/store'

interface DaySeen {
  student_id: string
  source: Source
  day: Day
}

/** Every day from `from` to before `to` on which these students were seen, by source. */
export async function readDaysSeen(
  db: Database,
  { ids, from, to }: { ids: readonly string[]; from: Day; to: Day },
): Promise<Map<string, DaySeen[]>> {
  const rows: DaySeen[] = []
  for (const part of inParts([...new Set(ids)])) {
    rows.push(
      ...(await db
        .selectFrom('activity_day')
        .select(['student_id', 'source', 'day'])
        .where('student_id', 'in', part)
        .where('day', '>=', from)
        .where('day', '<', to)
        .execute()),
    )
    const attended = await db
      .selectFrom('attendance')
      .select(['student_id', 'day'])
      .where('student_id', 'in', part)
      .where('status', 'in', ['present', 'late'])
      .where('day', '>=', from)
      .where('day', '<', to)
      .execute()
    const submitted = await db
      .selectFrom('submission')
      .select(['student_id', 'day'])
      .where('student_id', 'in', part)
      .where('day', '>=', from)
      .where('day', '<', to)
      .execute()
    rows.push(...attended.map((row) => ({ ...row, source: 'attendance' as const })))
    rows.push(...submitted.map((row) => ({ ...row, source: 'submissions' as const })))
  }
  return groupBy(rows, ({ student_id }) => student_id)
}
