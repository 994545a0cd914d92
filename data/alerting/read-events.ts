import { sql } from 'kysely'
import type { Day } from '../domain/day'
import { groupBy } from '../domain/group-by'
import { inParts } from '../store/in-parts'
import type { Database } from '../store/store'
import type { ExpectedEvent } from './missed-sessions'

/** Who was absent from so many events, or more, after the last that they came to. */
export async function readMissing(
  db: Database,
  { from, to, sessions }: { from: Day; to: Day; sessions: number },
): Promise<string[]> {
  const came = db
    .selectFrom('attendance')
    .select(({ fn }) => ['attendance.student_id', fn.max('attendance.starts_at').as('last')])
    .where('attendance.day', '>=', from)
    .where('attendance.day', '<=', to)
    .where('attendance.status', 'in', ['present', 'late'])
    .groupBy('attendance.student_id')
  const rows = await db
    .selectFrom('attendance')
    .leftJoin(came.as('came'), 'came.student_id', 'attendance.student_id')
    .select('attendance.student_id')
    .where('attendance.day', '>=', from)
    .where('attendance.day', '<=', to)
    .where('attendance.status', '=', 'absent')
    .where((eb) =>
      eb.or([eb('came.last', 'is', null), eb('attendance.starts_at', '>', sql.ref<string>('came.last'))]),
    )
    .groupBy('attendance.student_id')
    .having(({ fn }) => fn.countAll<number>(), '>=', sessions)
    .execute()
  return rows.map(({ student_id }) => student_id)
}

/** The teaching events of these students from a day on, by student. */
export async function readEvents(
  db: Database,
  ids: readonly string[],
  from: Day,
): Promise<Map<string, ExpectedEvent[]>> {
  const rows = []
  for (const part of inParts(ids)) {
    const found = await db
      .selectFrom('attendance')
      .select(['student_id', 'day', 'starts_at', 'status'])
      .where('student_id', 'in', part)
      .where('day', '>=', from)
      .execute()
    rows.push(...found)
  }
  return groupBy(rows, ({ student_id }) => student_id)
}
