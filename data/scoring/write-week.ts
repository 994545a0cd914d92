import { sql, type SqlBool } from 'kysely'
import type { Clock, Day } from '../domain/day'
import type { Transaction, Value } from '../store/store'
import { keepConfiguration } from './configurations-used'
import type { Score } from './score-pool'
import type { PlannedPool, PlannedWeek } from './weeks-to-score'

export interface WrittenWeek {
  week: PlannedWeek
  scores: ReadonlyMap<PlannedPool, readonly Score[]>
  /** The newest load that the scores know of. */
  loadId: number
  clock: Clock
}

const scoreColumns = [
  'week_start',
  'student_id',
  'data_to',
  'score',
  'band',
  'trend',
  'main_reason',
  'last_active',
  'configuration',
  'programme_code',
  'level',
  'mode',
]

const indicatorColumns = [
  'week_start',
  'student_id',
  'source',
  'state',
  'indicator',
  'weight',
  'amount',
  'active_days',
  'expected',
  'days',
  'peers',
  'peers_below',
  'peers_alike',
  'earlier',
  'reason',
]

/**
 * Writes a week's scores and their contributions in place of the same students' earlier ones, inside a transaction. Of
 * those no longer active, past scores are history and stay.
 */
export async function writeWeek(tx: Transaction, written: WrittenWeek): Promise<void> {
  const { week, scores } = written
  await removeEarlier(tx, written)
  for (const [pool, ofPool] of scores) {
    await tx.insert('score_week', scoreColumns, scoreRows(ofPool, week, pool))
  }
  await tx.insert('indicator_week', indicatorColumns, indicatorRows(scores.values(), week.start))
  await writeRuns(tx, written)
}

async function removeEarlier(tx: Transaction, { week: { start }, scores }: WrittenWeek): Promise<void> {
  const { db } = tx
  const ofWeek = db.selectFrom('score_week').select('student_id').where('week_start', '=', start)
  const { held } = await db
    .selectNoFrom((eb) => eb.case().when(eb.exists(ofWeek)).then(1).else(0).end().as('held'))
    .executeTakeFirstOrThrow()
  if (held === 0) return
  const stage = await tx.stage('score_week')
  for (const ofPool of scores.values()) {
    await tx.append(
      stage,
      ['student_id'],
      ofPool.map(({ student_id }) => [student_id]),
    )
  }
  const rewritten = sql<SqlBool>`student_id in (select student_id from ${sql.table(stage)})`
  await db.deleteFrom('indicator_week').where('week_start', '=', start).where(rewritten).execute()
  await db.deleteFrom('score_week').where('week_start', '=', start).where(rewritten).execute()
  await tx.dropStage(stage)
}

async function writeRuns({ db }: Transaction, { week, scores, loadId, clock }: WrittenWeek): Promise<void> {
  for (const [{ school, mode, configuration, context, enrolment, knownTo }, { length }] of scores) {
    await keepConfiguration(db, configuration, clock)
    await db
      .deleteFrom('score_run')
      .where('week_start', '=', week.start)
      .where('school_code', '=', school)
      .where('mode', '=', mode)
      .execute()
    await db
      .insertInto('score_run')
      .values({
        week_start: week.start,
        school_code: school,
        mode,
        data_to: week.to,
        configuration: configuration.version,
        load_id: knownTo ?? loadId,
        trend_load_id: loadId,
        context,
        enrolment,
        students: length,
        scored_at: clock().toISOString(),
      })
      .execute()
  }
}

function scoreRows(
  scores: readonly Score[],
  { start, to }: PlannedWeek,
  { configuration, students }: PlannedPool,
): Value[][] {
  const enrolled = new Map(students.map((student) => [student.student_id, student]))
  return scores.map((score) => {
    const student = enrolled.get(score.student_id)
    return [
      start,
      score.student_id,
      to,
      score.score ?? null,
      score.band,
      score.trend ?? null,
      score.mainReason,
      score.lastActive ?? null,
      configuration.version,
      student?.programme_code ?? null,
      student?.level ?? null,
      student?.mode ?? null,
    ]
  })
}

function* indicatorRows(pools: Iterable<readonly Score[]>, start: Day): Iterable<Value[]> {
  for (const scores of pools) {
    for (const { student_id, indicators } of scores) {
      for (const { source, state, value, weight, measure, days, comparison, earlier, reason } of indicators) {
        yield [
          start,
          student_id,
          source,
          state,
          value ?? null,
          weight,
          measure.amount,
          measure.activeDays,
          source === 'attendance' ? measure.expected : null,
          days,
          comparison?.peers ?? 0,
          comparison?.below ?? null,
          comparison?.alike ?? null,
          earlier ?? null,
          reason,
        ]
      }
    }
  }
}
