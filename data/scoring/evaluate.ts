import { addDays, type Day } from '../domain/day'
import type { Store } from '../store/store'
import { percentileRank } from './percentile'

/** How well one week's scores told, in advance, who would not succeed. */
export interface WeekEvaluation {
  programme: string
  /** Teaching weeks since the programme's first teaching day. */
  week: number
  /** Students scored that week whose outcome was not known by then. */
  students: number
  /** Of these, how many ended negative. */
  negative: number
  /** Still studying, but not scored: too little data. */
  unknown: number
  /** The chance that a student who ended negative scored lower than one who did not; ties count half. */
  auc: number | undefined
  /** The share of negative outcomes in the lowest tenth of the scores. */
  precisionLowestDecile: number | undefined
}

export interface EvaluatedOutcome {
  studentId: string
  outcome: 'positive' | 'negative'
  knownOn: Day
}

/** Back-tests the stored scores at the given teaching weeks, per programme. Needs scores: run `score` first. */
export async function evaluate(
  store: Store,
  outcomes: readonly EvaluatedOutcome[],
  weeks: readonly number[],
): Promise<WeekEvaluation[]> {
  const byStudent = new Map(outcomes.map((outcome) => [outcome.studentId, outcome]))
  const evaluations: WeekEvaluation[] = []
  for (const { programme, start } of await programmeStarts(store)) {
    for (const week of weeks) {
      const to = addDays(start, 7 * week)
      const rows = await store.db
        .selectFrom('score_week')
        .innerJoin('student', 'student.student_id', 'score_week.student_id')
        .select(['score_week.student_id', 'score_week.score'])
        .where('student.programme_code', '=', programme)
        .where('score_week.data_to', '=', to)
        .execute()
      const known = rows.flatMap(({ student_id, score }) => {
        const outcome = byStudent.get(student_id)
        return outcome && outcome.knownOn >= to ? [{ score, negative: outcome.outcome === 'negative' }] : []
      })
      if (known.length > 0) evaluations.push({ programme, week, ...judge(known) })
    }
  }
  return evaluations
}

async function programmeStarts(store: Store): Promise<{ programme: string; start: Day }[]> {
  const periods = await store.db
    .selectFrom('calendar_period')
    .select(['programme_code', 'start_date'])
    .where('kind', '=', 'teaching')
    .where('gone_on', 'is', null)
    .execute()
  const programmes = await store.db
    .selectFrom('unit')
    .select('unit_code')
    .where('kind', '=', 'programme')
    .orderBy('unit_code')
    .execute()
  return programmes.flatMap(({ unit_code: programme }) => {
    const own = periods.filter(({ programme_code }) => programme_code === programme)
    const applying = own.length > 0 ? own : periods.filter(({ programme_code }) => programme_code === null)
    const start = applying.map(({ start_date }) => start_date).sort()[0]
    return start === undefined ? [] : [{ programme, start }]
  })
}

function judge(
  students: { score: number | null; negative: boolean }[],
): Omit<WeekEvaluation, 'programme' | 'week'> {
  const scored = students.flatMap(({ score, negative }) => (score === null ? [] : [{ score, negative }]))
  return {
    students: scored.length,
    negative: scored.filter(({ negative }) => negative).length,
    unknown: students.length - scored.length,
    auc: areaUnderCurve(scored),
    precisionLowestDecile: precisionInLowest(scored, 0.1),
  }
}

/** The area under the ROC curve of "low score predicts a negative outcome", by ranks (Mann-Whitney). */
export function areaUnderCurve(
  students: readonly { score: number; negative: boolean }[],
): number | undefined {
  const positives = students.filter(({ negative }) => !negative).map(({ score }) => score)
  const negatives = students.filter(({ negative }) => negative)
  if (positives.length === 0 || negatives.length === 0) return undefined
  const sorted = positives.sort((a, b) => a - b)
  const beaten = negatives.reduce((sum, { score }) => sum + (1 - percentileRank(sorted, score) / 100), 0)
  return beaten / negatives.length
}

/** Of the lowest `share` of the scores (rounded up), the share that ended negative. */
export function precisionInLowest(
  students: readonly { score: number; negative: boolean }[],
  share: number,
): number | undefined {
  if (students.length === 0) return undefined
  const lowest = [...students].sort((a, b) => a.score - b.score).slice(0, Math.ceil(students.length * share))
  return lowest.filter(({ negative }) => negative).length / lowest.length
}
