import { summaryCard, type SummaryModel } from '../../cards/summary'
import { bandStyle } from '../../cards/band-style'
import { dayShort } from '../../data/domain/day'
import type { Scope } from '../../data/domain/scope'
import { sourceNames } from '../../data/domain/source'
import { fullName } from '../../data/domain/student'
import { freshness } from '../../data/queries/freshness'
import { namedColumns } from '../../data/queries/details'
import type { ProfiledWeek, StudentProfile } from '../../data/queries/student-profile'
import { roleWords } from '../access/policy'
import type { QuestionOf, StudentRef } from '../language/question'
import type { Answer, Asking } from './answer'
import { cohortProfileAnswer } from './cohort-profile'
import { answerAboutStudent } from './one-student'
import { capitalise, freshnessInWords, studentInShort } from './phrases'
import { timeWordsOf, windowInWords } from './question-in-words'
import { bandsAlone } from './refusals'
import { nextSteps } from './suggestions'

type TrendQuestion = QuestionOf<'trend'> & { student: StudentRef }

/** How one student has changed, week by week. */
export function answerTrendOfStudent(question: TrendQuestion, asking: Asking): Promise<Answer> {
  return answerAboutStudent(question, question.student, asking, {
    person: (scope, profile) => trendAnswer(question, scope, profile, asking),
    member: cohortProfileAnswer,
  })
}

async function trendAnswer(
  question: TrendQuestion,
  scope: Scope,
  profile: StudentProfile,
  asking: Asking,
): Promise<Answer> {
  if (namedColumns(scope.detail)?.reasons !== true) return bandsAlone(asking, scope)
  const fresh = freshnessInWords(await freshness(asking.store, asking.access.today))
  const model = modelOf(question, scope, profile, fresh, asking)
  const lines = model.rows.map(({ name, middle, engagement }) => `- ${name}: ${middle}. ${engagement}`)
  return {
    access: { role: scope.role, population: { kind: 'mine' }, detail: scope.detail },
    students: [profile.student.student_id],
    text: [model.title, model.scope, model.freshness, model.total, ...lines, model.note].join('\n'),
    card: summaryCard(model),
  }
}

/** As many weeks as fit in a card: a semester, the last of them. */
const mostWeeks = 15

function modelOf(
  { window, source }: TrendQuestion,
  scope: Scope,
  { student, history }: StudentProfile,
  fresh: string,
  asking: Asking,
): SummaryModel {
  const weeks = history.slice(-mostWeeks)
  const what = source ? sourceNames[source] : 'Engagement'
  const when = window ? ` · ${windowInWords(window, timeWordsOf(asking))}` : ''
  const points = weeks.flatMap(({ week_start, score }) =>
    score === null ? [] : [{ x: dayShort(week_start), y: Math.round(score) }],
  )
  return {
    title: `Trend · ${fullName(student)}${source ? ` · ${what}` : ''}${when}`,
    scope: `${studentInShort(student)} · shown to you as ${roleWords(scope.role)}`,
    freshness: fresh,
    total: trendInWords(weeks.at(-1), what),
    columns: ['Week from', what, 'Why'],
    rows: weeks.map(({ week_start, band, score, reason }) => ({
      name: dayShort(week_start),
      middle: `${bandStyle(band).words}${score === null ? '' : ` (${Math.round(score)})`}`,
      engagement: reason ?? '',
    })),
    ...(points.length > 1 ? { chart: { title: `${what} by week, 0 to 100`, points } } : {}),
    paging: { first: 1, last: weeks.length, total: weeks.length },
    note: 'Each week is told by the days before its end that count. The trend compares with the student’s own earlier weeks.',
    suggestions: [
      { title: 'Open the profile', text: `show ${student.student_id}` },
      ...nextSteps(asking),
    ].slice(0, 4),
  }
}

function trendInWords(last: ProfiledWeek | undefined, what: string): string {
  if (!last) return 'Nothing was scored in that time.'
  if (last.trend === null) return `${what}: too few earlier weeks to tell a trend.`
  return `${capitalise(last.trend)} by the week from ${dayShort(last.week_start)}.`
}
