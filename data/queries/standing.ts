import { sql, type RawBuilder } from 'kysely'
import type { Band, Trend } from '../domain/band'
import type { Day } from '../domain/day'
import type { Source } from '../domain/source'
import type { Configuration, Thresholds } from '../configuration/indicator'
import type { Database } from '../store/store'
import type { scopedStudents } from './scoped-students'

/** By what students are judged: the scores of one week or of several, or what one source alone says in them. */
export interface JudgedBy {
  /** Scored weeks, oldest first, at least one. */
  weeks: readonly Day[]
  /** The source alone, judged by the thresholds and the trend of a configuration. */
  source?: { name: Source; configuration: Configuration } | undefined
}

/** Students with their standing. Who is away has none. */
export function withStanding(tx: Database, students: ReturnType<typeof scopedStudents>, by: JudgedBy) {
  return students.leftJoin(standings(tx, students, by), (join) =>
    join.onRef('standing.student_id', '=', 'student.student_id').on('student.status', '=', 'active'),
  )
}

/** The band of a student {@link withStanding}. */
export const shownBand = sql<Band>`coalesce(standing.band, 'unknown')`

/**
 * How students stand. Of several weeks the band is the middle one of those that they had, the lower of two, and the score
 * the mean; trend, reason and last activity are those of the last week, and `weeks_low` of `weeks_judged` were low or none.
 */
function standings(tx: Database, students: ReturnType<typeof scopedStudents>, by: JudgedBy) {
  const weekly = weeklyStanding(tx, by)
  if (by.weeks.length === 1) return weekly.as('standing')
  const last = by.weeks.at(-1) ?? ''
  const ofLast = <Value>(column: 'trend' | 'reason' | 'last_active') =>
    sql<Value | null>`max(case when weekly.week_start = ${last} then weekly.${sql.ref(column)} end)`
  return students
    .innerJoin(weekly.as('weekly'), 'weekly.student_id', 'student.student_id')
    .select([
      'student.student_id',
      middleBand.as('band'),
      sql<number | null>`avg(weekly.score)`.as('score'),
      ofLast<Trend>('trend').as('trend'),
      ofLast<string>('reason').as('reason'),
      ofLast<Day>('last_active').as('last_active'),
      sql<number>`sum(weekly.weeks_low)`.as('weeks_low'),
      sql<number>`sum(weekly.weeks_judged)`.as('weeks_judged'),
    ])
    .groupBy('student.student_id')
    .as('standing')
}

/** Of the bands in order, the first that half of the judged weeks do not exceed. */
const middleBand = sql<Band>`case
  when sum(weekly.weeks_judged) = 0 then 'unknown'
  when 2 * ${atMost('none')} >= sum(weekly.weeks_judged) then 'none'
  when 2 * ${atMost('none', 'low')} >= sum(weekly.weeks_judged) then 'low'
  when 2 * ${atMost('none', 'low', 'partial')} >= sum(weekly.weeks_judged) then 'partial'
  when 2 * ${atMost('none', 'low', 'partial', 'good')} >= sum(weekly.weeks_judged) then 'good'
  else 'high' end`

function atMost(...bands: Band[]): RawBuilder<number> {
  return sql`sum(case when weekly.band in (${sql.join(bands.map((band) => sql.lit(band)))}) then 1 else 0 end)`
}

/** One row for each student and week. */
export function weeklyStanding(tx: Database, { weeks, source }: JudgedBy) {
  return source ? standingInSource(tx, weeks, source) : standingByScore(tx, weeks)
}

function standingByScore(tx: Database, weeks: readonly Day[]) {
  return tx
    .selectFrom('score_week')
    .where('week_start', 'in', weeks)
    .select([
      'student_id',
      'week_start',
      'band',
      'score',
      'trend',
      'main_reason as reason',
      'last_active',
      ...weeksOf(sql.ref('band')),
    ])
}

function standingInSource(
  tx: Database,
  weeks: readonly Day[],
  { name, configuration }: NonNullable<JudgedBy['source']>,
) {
  const band = bandOfSource(name, configuration)
  return tx
    .selectFrom('score_week')
    .innerJoin('indicator_week', (join) =>
      join
        .onRef('indicator_week.student_id', '=', 'score_week.student_id')
        .onRef('indicator_week.week_start', '=', 'score_week.week_start')
        .on('indicator_week.source', '=', name),
    )
    .where('score_week.week_start', 'in', weeks)
    .select([
      'score_week.student_id',
      'score_week.week_start',
      band.as('band'),
      'indicator_week.indicator as score',
      trendOfSource(configuration).as('trend'),
      sql<string>`indicator_week.reason`.as('reason'),
      'score_week.last_active',
      ...weeksOf(band),
    ])
}

function weeksOf(band: RawBuilder<unknown>) {
  return [
    sql<number>`case when ${band} in ('low', 'none') then 1 else 0 end`.as('weeks_low'),
    sql<number>`case when ${band} = 'unknown' then 0 else 1 end`.as('weeks_judged'),
  ] as const
}

/**
 * The band of one source. Attendance is a rate and has the thresholds of scores with attendance; all else are ranks, which
 * by themselves spread evenly, and have those for a score of one rank.
 */
function bandOfSource(source: Source, { thresholds, oneRank }: Configuration): RawBuilder<Band> {
  const { high, good, partial }: Thresholds = source === 'attendance' ? thresholds : oneRank.thresholds
  return sql<Band>`case
    when indicator_week.indicator is null then 'unknown'
    when indicator_week.amount = 0 then 'none'
    when indicator_week.indicator >= ${high} then 'high'
    when indicator_week.indicator >= ${good} then 'good'
    when indicator_week.indicator >= ${partial} then 'partial'
    else 'low' end`
}

/** Against the student's own earlier weeks, like the trend of a score. */
function trendOfSource({ trend }: Configuration): RawBuilder<Trend | null> {
  return sql<Trend | null>`case
    when indicator_week.indicator is null or indicator_week.earlier is null then null
    when indicator_week.indicator - indicator_week.earlier <= ${-trend.change} then 'falling'
    when indicator_week.indicator - indicator_week.earlier >= ${trend.change} then 'rising'
    else 'steady' end`
}
