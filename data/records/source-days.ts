import { sql } from 'kysely'
import type { Day } from '../domain/day'
import { inParts } from '../store/in-parts'
import type { SourceDayTable } from '../store/schema'
import type { Database } from '../store/store'

/** Counts anew how much each source holds of these days, in the transaction that changed them. */
export async function recountSourceDays(db: Database, days: readonly Day[]): Promise<void> {
  for (const part of inParts([...new Set(days)])) {
    await db.deleteFrom('source_day').where('day', 'in', part).execute()
    const counted = [
      ...(await countActivity(db, part)),
      ...(await countAttendance(db, part)),
      ...(await countSubmissions(db, part)),
    ]
    for (const rows of inParts(counted)) await db.insertInto('source_day').values(rows).execute()
  }
}

/** Student by student, along the table's key, in SQLite as the cross join says: a day has no index of its own. */
function countActivity(db: Database, days: readonly Day[]): Promise<SourceDayTable[]> {
  return db
    .selectFrom('student')
    .crossJoin('activity_day')
    .whereRef('activity_day.student_id', '=', 'student.student_id')
    .select(({ fn }) => [
      'source',
      'day',
      fn.sum<number>('records').as('records'),
      fn.count<number>('activity_day.student_id').distinct().as('students'),
    ])
    .where('day', 'in', days)
    .groupBy(['source', 'day'])
    .execute()
}

/** Readers that break mark everybody absent: only who came tells that they work. */
async function countAttendance(db: Database, days: readonly Day[]): Promise<SourceDayTable[]> {
  const came = sql<number>`count(distinct case when status in ('present', 'late') then student_id end)`
  const rows = await db
    .selectFrom('attendance')
    .select(({ fn }) => ['day', fn.countAll<number>().as('records'), came.as('students')])
    .where('day', 'in', days)
    .groupBy('day')
    .execute()
  return rows.map((row) => ({ source: 'attendance', ...row }))
}

async function countSubmissions(db: Database, days: readonly Day[]): Promise<SourceDayTable[]> {
  const rows = await db
    .selectFrom('submission')
    .select(({ fn }) => [
      'day',
      fn.sum<number>('count').as('records'),
      fn.count<number>('student_id').distinct().as('students'),
    ])
    .where('day', 'in', days)
    .groupBy('day')
    .execute()
  return rows.map((row) => ({ source: 'submissions', ...row }))
}
