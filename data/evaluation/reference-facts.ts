import { sql } from 'kysely'
import { addDays, type Day } from '../domain/day'
import type { IndicatorWeekTable } from '../store/schema'
import type { Database } from '../store/store'
import type { ProgrammeWeek } from './programme-weeks'

/** What the references know of a student: nothing but activity, submissions and attendance. */
export interface ReferenceFacts {
  /** All Canvas activity from the first teaching day to the week's end: not that of earlier years. */
  totalClicks: number
  /** Days with Canvas activity in the 28 days before. */
  daysActive: number
  /** What the indicator was made from, by name. Absent where a source was not expected of the student. */
  features: Map<string, number>
}

/** Reads what is known of each student from `start` to before `to`: the facts, and what the indicator of that week counted. */
export async function readReferenceFacts(
  db: Database,
  { start, to }: Pick<ProgrammeWeek, 'start' | 'to'>,
): Promise<Map<string, ReferenceFacts>> {
  const known = new Map<string, ReferenceFacts>()
  const of = (studentId: string): ReferenceFacts => {
    const facts = known.get(studentId) ?? { totalClicks: 0, daysActive: 0, features: new Map() }
    known.set(studentId, facts)
    return facts
  }
  for (const { student_id, total, days } of await readCanvas(db, start, to)) {
    const facts = of(student_id)
    ;[facts.totalClicks, facts.daysActive] = [total, days]
  }
  for (const row of await readCounted(db, to)) {
    const { features } = of(row.student_id)
    for (const [name, value] of featuresOf(row)) features.set(`${row.source} ${name}`, value)
  }
  return known
}

type Counted = Pick<
  IndicatorWeekTable,
  'student_id' | 'source' | 'amount' | 'active_days' | 'expected' | 'days'
>

/**
 * What the indicator ranks by, per day that counted: days with activity, and amounts, whose logarithm serves a regression
 * better since they are skewed. Attendance is its rate.
 */
function featuresOf({ source, amount, active_days, expected, days }: Counted): [string, number][] {
  if (amount === null || days === 0) return []
  if (source === 'attendance') return expected ? [['rate', amount / expected]] : []
  if (source === 'submissions') return [['number', amount / days]]
  const active: [string, number][] = active_days === null ? [] : [['days', active_days / days]]
  return [['amount', Math.log1p(amount / days)], ...active]
}

function readCanvas(
  db: Database,
  start: Day,
  to: Day,
): Promise<{ student_id: string; total: number; days: number }[]> {
  const from = addDays(to, -28)
  return db
    .selectFrom('activity_day')
    .select('student_id')
    .select(sql<number>`sum(case when day >= ${start} then amount else 0 end)`.as('total'))
    .select(sql<number>`count(distinct case when day >= ${from} then day end)`.as('days'))
    .where('source', '=', 'canvas')
    .where('day', '>=', start < from ? start : from)
    .where('day', '<', to)
    .groupBy('student_id')
    .execute()
}

/** What the scores of that week were made from, of every source whose feed was not late. */
function readCounted(db: Database, to: Day): Promise<Counted[]> {
  return db
    .selectFrom('indicator_week')
    .select(['student_id', 'source', 'amount', 'active_days', 'expected', 'days'])
    .where('week_start', '=', addDays(to, -7))
    .where('state', '<>', 'late-feed')
    .execute()
}
