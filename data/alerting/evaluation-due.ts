import { dayOf, type Clock } from '../domain/day'
import { newestLoad } from '../records/loads'
import type { AlertEvaluationTable, Instant } from '../store/schema'
import type { Database, Store } from '../store/store'

/** Whether there is anything newer than what the last evaluation knew of: a load, scores, a day, or data said to be wrong. */
export async function isEvaluationDue(store: Store, clock: Clock): Promise<boolean> {
  const { db } = store
  const last = await lastEvaluation(db)
  if (!last) return true
  if (dayOf(clock()) > last.evaluated_on || (await newestLoad(db)) > last.load_id) return true
  if (((await newestScores(db)) ?? '') > (last.scored_at ?? '')) return true
  return isDoubted(db, last.evaluated_at)
}

async function isDoubted(db: Database, since: Instant): Promise<boolean> {
  const report = db.selectFrom('alert_act').select('act_id').where('act', '=', 'wrong-data')
  return (await report.where('acted_at', '>', since).executeTakeFirst()) !== undefined
}

/** When the newest scores were made. */
export async function newestScores(db: Database): Promise<Instant | undefined> {
  const row = await db
    .selectFrom('score_run')
    .select(({ fn }) => fn.max('scored_at').as('scored_at'))
    .executeTakeFirst()
  return row?.scored_at ?? undefined
}

/** The newest evaluation: they are numbered in the order in which they were made, for several may share an instant. */
export function lastEvaluation(db: Database): Promise<AlertEvaluationTable | undefined> {
  const last = db.selectFrom('alert_evaluation').select(({ fn }) => fn.max('evaluation_id').as('id'))
  return db.selectFrom('alert_evaluation').selectAll().where('evaluation_id', '=', last).executeTakeFirst()
}

/** The number of the evaluation after another, as text that sorts like it. */
export function nextEvaluationId(last: string | undefined): string {
  return String(Number(last ?? 0) + 1).padStart(12, '0')
}
