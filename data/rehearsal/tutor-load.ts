import { weeklyRuleNames, type WeeklyRule } from '../alerting/weekly-rules'
import type { AlertRule } from '../domain/alert'
import { addDays, type Day } from '../domain/day'
import type { Database } from '../store/store'
import type { AlertedWeek } from './rehearsed-alerts'

/** Who is whose personal tutor, from when to when. */
export interface Tutoring {
  staff_id: string
  student_id: string
  start_date: Day
  end_date: Day | null
}

export async function readTutoring(db: Database): Promise<Tutoring[]> {
  const rows = await db
    .selectFrom('assignment')
    .select(['staff_id', 'student_id', 'start_date', 'end_date'])
    .where('role', '=', 'personal-tutor')
    .where('gone_on', 'is', null)
    .execute()
  return rows.flatMap(({ student_id, ...row }) => (student_id === null ? [] : [{ ...row, student_id }]))
}

/** How many tutees a tutor would hear of in a week. */
export interface TutorLoad {
  /** Students of whom somebody would hear, over all weeks; with several rules at once they count once. */
  entering: number
  /** The same by rule. */
  byRule: RuleLoad[]
  /** Of them, those who have no tutor. */
  withoutTutor: number
  /** Tutors times weeks: with a tutee that week, whether one entered or not. */
  tutorWeeks: number
  meanPerTutorWeek: number | undefined
  /** The most that one tutor hears of in one week. */
  most: number
  /** How many tutor weeks bring none, one, two, three, four, and five or more. */
  distribution: number[]
}

/** How often a rule would newly hold. */
export interface RuleLoad {
  rule: WeeklyRule
  opened: number
  /** How many of these staff would find useful, as they found those before; absent where too few were judged. */
  useful: number | undefined
}

/** How many alerts of a rule staff have judged, and found useful. */
export interface RulePrecision {
  rule: AlertRule
  judged: number
  useful: number
}

const manyOrMore = 5

/** Of fewer verdicts no share is told. */
const leastJudged = 10

export function tutorLoad(
  weeks: readonly AlertedWeek[],
  tutoring: readonly Tutoring[],
  precision: readonly RulePrecision[] = [],
): TutorLoad {
  const perTutorWeek: number[] = []
  let [entering, withoutTutor] = [0, 0]
  for (const { week, opened: entered } of weeks) {
    const inForce = inForceOn(tutoring, addDays(week.to, -1)).filter(({ student_id }) =>
      week.students.has(student_id),
    )
    const tutored = new Set(inForce.map(({ student_id }) => student_id))
    const perTutor = new Map<string, number>()
    for (const { staff_id, student_id } of inForce)
      perTutor.set(staff_id, (perTutor.get(staff_id) ?? 0) + Number(entered.has(student_id)))
    perTutorWeek.push(...perTutor.values())
    entering += entered.size
    withoutTutor += [...entered.keys()].filter((id) => !tutored.has(id)).length
  }
  return { entering, byRule: ruleLoads(weeks, precision), withoutTutor, ...summary(perTutorWeek) }
}

function ruleLoads(weeks: readonly AlertedWeek[], precision: readonly RulePrecision[]): RuleLoad[] {
  const held = weeks.flatMap(({ opened }) => [...opened.values()].flat())
  return weeklyRuleNames.map((rule) => {
    const opened = held.filter((each) => each === rule).length
    const { judged = 0, useful = 0 } = precision.find((each) => each.rule === rule) ?? {}
    return { rule, opened, useful: judged < leastJudged ? undefined : (opened * useful) / judged }
  })
}

/** Each tutor and tutee once, however many rows say so. */
function inForceOn(tutoring: readonly Tutoring[], day: Day): Tutoring[] {
  const held = tutoring.filter(
    ({ start_date, end_date }) => start_date <= day && (end_date === null || end_date > day),
  )
  return [...new Map(held.map((row) => [`${row.staff_id}|${row.student_id}`, row])).values()]
}

function summary(
  counts: readonly number[],
): Pick<TutorLoad, 'tutorWeeks' | 'meanPerTutorWeek' | 'most' | 'distribution'> {
  const sum = counts.reduce((total, count) => total + count, 0)
  const steps = Array.from({ length: manyOrMore + 1 }, (_, index) => index)
  return {
    tutorWeeks: counts.length,
    meanPerTutorWeek: counts.length === 0 ? undefined : sum / counts.length,
    most: counts.reduce((most, count) => Math.max(most, count), 0),
    distribution: steps.map((step) => counts.filter((count) => Math.min(count, manyOrMore) === step).length),
  }
}
