import { sql, type SqlBool } from 'kysely'
import type { Clock, Day } from '../domain/day'
import { insertAll, insertStaged } from '../store/staged'
import type { Transaction, Value } from '../store/store'
import type { Configuration } from './configuration'
import type { Score } from './score-week'

export interface WrittenWeek {
  start: Day
  /** The end of the data that the scores draw on. */
  to: Day
  scores: readonly Score[]
  /** The newest load that the scores know of. */
  loadId: number
  clock: Clock
  configuration: Configuration
}

const scoreColumns = [
  'student_id',
  'week_start',
  'data_to',
  'score',
  'band',
  'trend',
  'main_reason',
  'last_active',
  'configuration',
  'load_id',
  'scored_at',
]

const indicatorColumns = [
  'student_id',
  'week_start',
  'source',
  'state',
  'indicator',
  'weight',
  'amount',
  'expected',
  'days',
  'peers',
  'reason',
]

/**
 * Writes a week's scores and their contributions in place of the same students' earlier ones, inside a transaction. Of
 * those no longer active, past scores are history and stay.
 */
export async function writeWeek(tx: Transaction, week: WrittenWeek): Promise<void> {
  const { start, scores } = week
  const stage = await tx.stage('score_week')
  await tx.append(
    stage,
    scoreColumns,
    scores.map((score) => scoreRow(score, week)),
  )
  const rewritten = sql<SqlBool>`student_id in (select student_id from ${sql.table(stage)})`
  await tx.db.deleteFrom('indicator_week').where('week_start', '=', start).where(rewritten).execute()
  await tx.db.deleteFrom('score_week').where('week_start', '=', start).where(rewritten).execute()
  await insertStaged(tx.db, { table: 'score_week', stage, columns: scoreColumns })
  await tx.dropStage(stage)
  await insertAll(
    tx,
    'indicator_week',
    indicatorColumns,
    scores.flatMap((score) => indicatorRows(score, start)),
  )
}

function scoreRow(score: Score, { start, to, loadId, clock, configuration }: WrittenWeek): Value[] {
  return [
    score.student_id,
    start,
    to,
    score.score ?? null,
    score.band,
    score.trend ?? null,
    score.mainReason,
    score.lastActive ?? null,
    configuration.version,
    loadId,
    clock().toISOString(),
  ]
}

function indicatorRows({ student_id, indicators }: Score, start: Day): Value[][] {
  return indicators.map(({ source, state, value, weight, measure, days, peers, reason }) => [
    student_id,
    start,
    source,
    state,
    value ?? null,
    weight,
    measure.amount,
    source === 'attendance' ? measure.expected : null,
    days,
    peers,
    reason,
  ])
}
