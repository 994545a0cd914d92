import { sql } from 'kysely'
import type { ActivityDayTable } from '../store/schema'
import { insertMissing, sameKey, updateHeld } from '../store/staged'
import type { Duck } from './duck'
import type { DaysTouched, Target } from './feed'
import { stageAccepted } from './stage-accepted'

/** How the accepted rows of a feed become activity per student, source, event and day. SQL over their values. */
export interface Activity {
  source: string
  event: string
  day: string
  amount: string
  /** What, within the student, event and day, tells one record from another. */
  record: string
  /** Which accepted rows these are. */
  where?: string
}

const key = ['student_id', 'day', 'source', 'event'] as const
const columns = [...key, 'records', 'amount', 'parts'] as const

/**
 * Adds activity to the store. A record that the store holds already, by student, source, event, day and fingerprint,
 * replaces itself; all others add up.
 */
export async function writeActivity(
  duck: Duck,
  target: Target,
  activity: Activity,
): Promise<DaysTouched | undefined> {
  const stage = await stageAccepted(duck, target, 'activity_day', columns, activitySql(activity))
  await mergeKnownDays(target, stage)
  await insertMissing(target.tx.db, { table: 'activity_day', stage, columns }, key)
  const touched = await daysTouched(target, stage)
  await target.tx.dropStage(stage)
  return touched
}

function activitySql({ source, event, day, amount, record, where = 'true' }: Activity): string {
  return `
    with records as (
      select student_id, strftime(${day}, '%Y-%m-%d') as day, ${source} as source, ${event} as event,
        left(md5(${record}), 12) as fingerprint, ${amount} as amount
      from accepted where ${where})
    select student_id, day, source, event, cast(count(*) as integer), cast(sum(amount) as bigint),
      string_agg(fingerprint || ':' || amount, ' ' order by fingerprint)
    from records group by student_id, day, source, event
    order by student_id, day, source, event`
}

/** Where the store holds the day already, unites what both sides count. */
async function mergeKnownDays({ tx }: Target, stage: string): Promise<void> {
  const both = await sql<ActivityDayTable & { added: string }>`
    select activity_day.student_id, activity_day.day, activity_day.source, activity_day.event, activity_day.parts,
      ${sql.table(stage)}.parts as added
    from activity_day inner join ${sql.table(stage)} on ${sameKey({ table: 'activity_day', stage }, key)}
    where activity_day.parts <> ${sql.table(stage)}.parts`.execute(tx.db)
  if (both.rows.length === 0) return

  const merged = await tx.stage('activity_day', 'merged')
  await tx.append(
    merged,
    columns,
    both.rows.map(({ student_id, day, source, event, parts, added }) => {
      const union = unite(parts, added)
      return [student_id, day, source, event, union.records, union.amount, union.parts]
    }),
  )
  await updateHeld(tx.db, { table: 'activity_day', stage: merged, columns }, key)
  await tx.dropStage(merged)
}

async function daysTouched({ tx }: Target, stage: string): Promise<DaysTouched | undefined> {
  const { rows } = await sql<{
    first: string | null
    last: string | null
  }>`select min(day) as first, max(day) as last from ${sql.table(stage)}`.execute(tx.db)
  const { first, last } = rows[0] ?? { first: null, last: null }
  return first && last ? { first, last } : undefined
}

/** Unites two lists of `fingerprint:amount`, the later list winning. */
export function unite(held: string, added: string): { records: number; amount: number; parts: string } {
  const amounts = new Map<string, number>()
  for (const part of [...held.split(' '), ...added.split(' ')]) {
    const [fingerprint = '', amount = '0'] = part.split(':')
    amounts.set(fingerprint, Number(amount))
  }
  const sorted = [...amounts].sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    records: sorted.length,
    amount: sorted.reduce((sum, [, amount]) => sum + amount, 0),
    parts: sorted.map(([fingerprint, amount]) => `${fingerprint}:${amount}`).join(' '),
  }
}
