import { sql } from 'kysely'
import type { ActivityDayTable } from '../store/schema'
import {
  insertStaged,
  removeHeld,
  removeZeros,
  sameKey,
  someHeld,
  updateHeld,
  type Staged,
} from '../store/staged'
import type { Database, Value } from '../store/store'
import { activityDaysSql, activitySql, type Activity } from './activity-days'
import type { Duck } from './duck'
import { uniteDays, type DaysTouched, type Target } from './feed'
import { stageAccepted } from './stage-accepted'
import { daysOf } from './touched-days'

const key = ['student_id', 'day', 'source', 'event'] as const
const columns = [...key, 'records', 'amount', 'parts'] as const

/**
 * Adds activity to the store. A record that the store holds already, by student, source, event, day and fingerprint,
 * replaces itself; all others add up.
 */
export async function writeActivity(duck: Duck, target: Target, activity: Activity): Promise<DaysTouched> {
  const { db } = target.tx
  await duck.run(`create table activity as ${activitySql(activity)}`)
  const stage = await stageAccepted(duck, target, 'activity_day', columns, activityDaysSql(activity))
  await duck.run('drop table activity')
  const staged = { table: 'activity_day', stage, columns } as const
  const isHeld = await someHeld(db, staged, key)
  const changed = isHeld ? await mergeHeld(target, staged) : []
  if (activity.mayBeZero) await removeZeros(db, staged, 'amount')
  if (isHeld) await removeHeld(db, staged, key)
  const added = await daysOf(db, stage)
  await insertStaged(db, staged)
  await target.tx.dropStage(stage)
  return uniteDays(changed, added)
}

/** Where the store holds a day, unites what both sides count. */
async function mergeHeld({ tx, isSecondChance }: Target, staged: Staged): Promise<DaysTouched> {
  const merged = await tx.stage('activity_day', 'merged')
  await tx.append(merged, columns, await unitedDays(tx.db, staged, isSecondChance))
  await updateHeld(tx.db, { table: 'activity_day', stage: merged, columns }, key)
  const changed = await daysOf(tx.db, merged)
  await tx.dropStage(merged)
  return changed
}

/** The rows of days that are held and that the staged records change. */
async function unitedDays(db: Database, { stage }: Staged, heldWins: boolean): Promise<Value[][]> {
  const added = sql.ref(`${stage}.parts`)
  const both = await sql<ActivityDayTable & { added: string }>`
    select activity_day.student_id, activity_day.day, activity_day.source, activity_day.event, activity_day.parts,
      ${added} as added
    from activity_day inner join ${sql.table(stage)} on ${sameKey({ table: 'activity_day', stage }, key)}
    where activity_day.parts <> ${added}`.execute(db)
  return both.rows.flatMap(({ student_id, day, source, event, parts, added }) => {
    const union = heldWins ? unite(added, parts) : unite(parts, added)
    if (union.parts === unite(parts, parts).parts) return []
    return [[student_id, day, source, event, union.records, union.amount, union.parts]]
  })
}

/**
 * Unites two lists of records, the later list winning. A record is its fingerprint, or fingerprint:amount where its amount
 * is not 1; one with the amount 0 is taken back.
 */
export function unite(held: string, added: string): { records: number; amount: number; parts: string } {
  const amounts = new Map<string, number>()
  for (const part of [...held.split(' '), ...added.split(' ')]) {
    const [fingerprint = '', amount = '1'] = part.split(':')
    amounts.set(fingerprint, Number(amount))
  }
  const sorted = [...amounts].filter(([, amount]) => amount !== 0).sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    records: sorted.length,
    amount: sorted.reduce((sum, [, amount]) => sum + amount, 0),
    parts: sorted
      .map(([fingerprint, amount]) => (amount === 1 ? fingerprint : `${fingerprint}:${amount}`))
      .join(' '),
  }
}
