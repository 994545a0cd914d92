import type { Clock, Day } from '../domain/day'
import type { Database, Store, Value } from '../store/store'
import type { Configuration } from './configuration'
import type { Score } from './score-week'

export interface WrittenWeek {
  start: Day
  /** The end of the data that the scores draw on. */
  to: Day
  scores: readonly Score[]
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

/** Replaces a week's scores and their contributions, inside a transaction. */
export async function writeWeek(store: Store, tx: Database, week: WrittenWeek): Promise<void> {
  await tx.deleteFrom('indicator_week').where('week_start', '=', week.start).execute()
  await tx.deleteFrom('score_week').where('week_start', '=', week.start).execute()
  const loadId = await newestLoad(tx)
  store.append(
    'score_week',
    scoreColumns,
    week.scores.map((score) => scoreRow(score, week, loadId)),
  )
  store.append(
    'indicator_week',
    indicatorColumns,
    week.scores.flatMap((score) => indicatorRows(score, week.start)),
  )
}

async function newestLoad(tx: Database): Promise<number> {
  const newest = await tx
    .selectFrom('feed_load')
    .select(({ fn }) => fn.max('load_id').as('load_id'))
    .executeTakeFirst()
  return newest?.load_id ?? 0
}

function scoreRow(score: Score, { start, to, clock, configuration }: WrittenWeek, loadId: number): Value[] {
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
