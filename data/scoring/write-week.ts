import { sql, type SqlBool } from 'kysely'
import type { Clock, Day } from '../domain/day'
import type { Database, Store, Value } from '../store/store'
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
export async function writeWeek(store: Store, tx: Database, week: WrittenWeek): Promise<void> {
  const { start, scores } = week
  const stage = await store.stage(tx, 'score_week')
  store.append(
    stage,
    scoreColumns,
    scores.map((score) => scoreRow(score, week)),
  )
  const rewritten = sql<SqlBool>`student_id in (select student_id from ${sql.table(stage)})`
  await tx.deleteFrom('indicator_week').where('week_start', '=', start).where(rewritten).execute()
  await tx.deleteFrom('score_week').where('week_start', '=', start).where(rewritten).execute()
  const columns = sql.join(scoreColumns.map((column) => sql.ref(column)))
  await sql`insert into score_week (${columns}) select ${columns} from ${sql.table(stage)}`.execute(tx)
  store.append(
    'indicator_week',
    indicatorColumns,
    scores.flatMap((score) => indicatorRows(score, start)),
  )
  await store.dropStage(tx, stage)
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
