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

/**
 * How students stand, a row for each as `standing`, with where they study. Of several weeks trend, reason and last activity
 * are those of the last; `band` is the middle one of the bands that they had, the lower of two, and weeks without a band
 * count for nothing; `score` is the mean of the scores, or of the source's indicator; `weeks_low` of `weeks_judged` weeks
 * were low or none. Who is away has no band but `unknown`.
 *
 * Every student is looked up in each week by key: a standing joined to its student would be sought among all.
 */
export function standings(tx: Database, students: Students, by: JudgedBy) {
  const weekly = weeklyStanding(students, by)
  if (by.weeks.length === 1) return tx.selectFrom(weekly.as('standing'))
  const last = by.weeks.at(-1) ?? ''
  const ofLast = <Value>(column: 'trend' | 'reason' | 'last_active') =>
    sql<Value | null>`max(case when weekly.week_start = ${last} then weekly.${sql.ref(column)} end)`
  const ofWeeks = tx
    .selectFrom(weekly.as('weekly'))
    .select([
      'weekly.student_id',
      'weekly.programme',
      'weekly.school',
      'weekly.faculty',
      'weekly.level',
      middleBand.as('band'),
      sql<number | null>`avg(weekly.score)`.as('score'),
      ofLast<Trend>('trend').as('trend'),
      ofLast<string>('reason').as('reason'),
      ofLast<Day>('last_active').as('last_active'),
      sql<number>`sum(weekly.weeks_low)`.as('weeks_low'),
      sql<number>`sum(weekly.weeks_judged)`.as('weeks_judged'),
    ])
    .groupBy(['weekly.student_id', 'weekly.programme', 'weekly.school', 'weekly.faculty', 'weekly.level'])
  return tx.selectFrom(ofWeeks.as('standing'))
}

type Students = ReturnType<typeof scopedStudents>

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

/** One row for each student and week that has a score, and one for each student without any. */
export function weeklyStanding(students: Students, { weeks, source }: JudgedBy) {
  const scored = withScores(students, weeks)
  return source ? standingInSource(scored, source) : standingByScore(scored)
}

/** Students with their scores of some weeks. Who is away has none. */
export function withScores(students: Students, weeks: readonly Day[]) {
  return students.leftJoin('score_week', (join) =>
    join
      .onRef('score_week.student_id', '=', 'student.student_id')
      .on('score_week.week_start', 'in', weeks)
      .on('student.status', '=', 'active'),
  )
}

const whereTheyStudy = [
  'student.student_id',
  'student.programme_code as programme',
  'programme.parent_code as school',
  'school.parent_code as faculty',
  'student.level',
] as const

type Scored = ReturnType<typeof withScores>

function standingByScore(scored: Scored) {
  const band = sql<Band>`coalesce(score_week.band, 'unknown')`
  return scored.select([
    ...whereTheyStudy,
    'score_week.week_start',
    band.as('band'),
    'score_week.score',
    'score_week.trend',
    'score_week.main_reason as reason',
    'score_week.last_active',
    ...weeksOf(band),
  ])
}

function standingInSource(scored: Scored, { name, configuration }: NonNullable<JudgedBy['source']>) {
  const band = bandOfSource(name, configuration)
  return scored
    .leftJoin('indicator_week', (join) =>
      join
        .onRef('indicator_week.student_id', '=', 'score_week.student_id')
        .onRef('indicator_week.week_start', '=', 'score_week.week_start')
        .on('indicator_week.source', '=', name),
    )
    .select([
      ...whereTheyStudy,
      'score_week.week_start',
      band.as('band'),
      'indicator_week.indicator as score',
      trendOfSource(configuration).as('trend'),
      sql<string | null>`indicator_week.reason`.as('reason'),
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
