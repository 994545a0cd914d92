import { studentListCard, type StudentListModel, type StudentRow } from '../../cards/student-list'
import { humanDecides } from '../../cards/human-decides'
import type { Scope } from '../../data/domain/scope'
import { fullName } from '../../data/domain/student'
import { bandCounts } from '../../data/queries/band-counts'
import { namedColumns } from '../../data/queries/details'
import { freshness } from '../../data/queries/freshness'
import { listStudents, type ListedStudent, type StudentPage } from '../../data/queries/list-students'
import { scopeFor, wholeScope } from '../access/scope'
import type { QuestionOf } from '../language/question'
import { lookOf, type Answer, type Asking } from './answer'
import { countsAnswer } from './counts'
import {
  bandsInWords,
  capitalise,
  freshnessInWords,
  populationInWords,
  scopeInWords,
  trendInWords,
} from './phrases'
import { bandsWithoutTrends, nothingToSee, onlyTheWhole, outsideAccess } from './refusals'
import { suggestionsFor } from './suggestions'

const pageSize = 10

/** The students in a population that fit a band or trend; counts instead, where the role may see no person. */
export async function answerListStudents(
  question: QuestionOf<'list-students'>,
  asking: Asking,
): Promise<Answer> {
  const { access, units, store } = asking
  if (access.grants.every(({ populations }) => populations.length === 0)) return nothingToSee(access)
  const scope = scopeFor(access, question.population, question.level, units)
  if (!scope) return outsideAccess(asking, question.population)
  const columns = namedColumns(scope.detail)
  if (!columns) return countsFor(question, scope, asking)
  if (question.trend !== undefined && !columns.reasons) return bandsWithoutTrends(asking, scope)

  const page = await listStudents(
    store,
    scope,
    {
      level: question.level,
      bands: question.bands,
      trend: question.trend,
      sort: question.sort === 'name' ? 'name' : 'score',
      limit: question.limit,
      offset: (asking.page - 1) * pageSize,
      count: pageSize,
    },
    lookOf(asking, question),
  )
  const fresh = await freshness(store, access.today)
  const model = modelOf(question, scope, page, asking, freshnessInWords(fresh))
  return {
    access: { role: scope.role, population: question.population, detail: scope.detail },
    students: page.students.map(({ student_id }) => student_id),
    text: textOf(model),
    card: studentListCard(model),
  }
}

/** Counts of a part of a unit could be set off against its whole, so only the whole is counted. */
async function countsFor(
  question: QuestionOf<'list-students'>,
  scope: Scope,
  asking: Asking,
): Promise<Answer> {
  const whole = wholeScope(asking.access, scope.role)
  const isWhole = JSON.stringify(whole?.populations) === JSON.stringify(scope.populations)
  if (!whole || !isWhole || question.level !== undefined) return onlyTheWhole(asking, whole ?? scope)
  const counts = await bandCounts(asking.store, scope, lookOf(asking, question))
  return countsAnswer(question, scope, counts, asking)
}

function modelOf(
  question: QuestionOf<'list-students'>,
  scope: Scope,
  page: StudentPage,
  { access, units, text }: Asking,
  freshWords: string,
): StudentListModel {
  const number = page.offset / pageSize + 1
  const first = page.offset + 1
  const last = first + page.students.length - 1
  return {
    title: listInWords(question, units),
    scope: scopeInWords(scope, page.population, units, question.level),
    freshness: freshWords,
    rows: page.students.map((student) => rowOf(student, { text, page: number })),
    paging: {
      first: Math.min(first, page.total),
      last: Math.min(last, page.total),
      total: page.total,
      ...(number > 1 ? { previous: { text, page: number - 1 } } : {}),
      ...(last < page.total ? { next: { text, page: number + 1 } } : {}),
    },
    empty: nobodyInWords(page),
    suggestions: suggestionsFor(access).filter((suggestion) => suggestion.text !== text),
  }
}

/** "Nobody" must not be read as "all is well" where there is too little data to say. */
function nobodyInWords({ population, unknown }: StudentPage): string {
  if (unknown === 0) return 'Nobody here fits that today.'
  if (unknown === population) return 'There is too little data to say: nobody here can be judged today.'
  return `Nobody who can be judged fits that today; ${unknown} of ${population} have too little data.`
}

/** "Low or no engagement · your tutees". */
export function listInWords(
  { bands, trend, population, level }: QuestionOf<'list-students'>,
  units: Asking['units'],
): string {
  const parts = [
    ...(bands === undefined ? [] : [bandsInWords(bands)]),
    ...(trend === undefined ? [] : [trendInWords(trend)]),
    populationInWords(population, units),
    ...(level === undefined ? [] : [`level ${level}`]),
  ]
  return capitalise(parts.join(' · '))
}

export function rowOf(student: ListedStudent, back: { text: string; page: number }): StudentRow {
  const reason = student.main_reason ?? statusReason(student)
  return {
    name: fullName(student),
    subtitle: `${student.student_id} · ${student.programme} · level ${student.level}`,
    band: student.band,
    ...(student.trend === null ? {} : { trend: student.trend }),
    ...(reason === undefined ? {} : { reason }),
    open: { text: `show ${student.student_id}`, back },
  }
}

function statusReason({ status, band }: ListedStudent): string | undefined {
  if (status === 'interrupted') return 'Studies interrupted, so not scored'
  return band === 'unknown' ? 'Not scored yet' : undefined
}

function textOf({ title, scope, freshness: fresh, rows, paging, empty }: StudentListModel): string {
  const lines = rows.map((row) => {
    const standing = [
      row.band === 'unknown' ? 'too little data' : row.band,
      ...(row.trend ? [row.trend] : []),
    ].join(', ')
    return `- ${row.name} (${row.subtitle}): ${standing}${row.reason === undefined ? '' : `. ${row.reason}`}`
  })
  const shown =
    rows.length === 0 ? [empty ?? ''] : [`${paging.first} to ${paging.last} of ${paging.total}:`, ...lines]
  return [title, scope, fresh, ...shown, humanDecides].join('\n')
}
