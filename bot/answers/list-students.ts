import { studentListCard, type StudentListModel, type StudentRow } from '../../cards/student-list'
import type { Scope } from '../../data/domain/scope'
import { fullName } from '../../data/domain/student'
import { namedColumns } from '../../data/queries/details'
import { freshness } from '../../data/queries/freshness'
import { listStudents, type ListedStudent, type StudentPage } from '../../data/queries/list-students'
import { scopeFor } from '../access/scope'
import type { QuestionOf } from '../language/question'
import { lookOf, type Answer, type Asking } from './answer'
import { answerCohort } from './cohort'
import { nobodyInWords, pageSize, pagingOfStudents, textOf, titleOf } from './listing'
import { freshnessInWords, scopeInWords } from './phrases'
import { bandsWithoutTrends, noScope, nothingToSee, numbersOnly } from './refusals'
import { suggestionsFor } from './suggestions'
import { answerNumbers } from './summarise'

/** The students in a population that fit a band or trend; counts instead, where the role may see no person. */
export async function answerListStudents(
  question: QuestionOf<'list-students'>,
  asking: Asking,
): Promise<Answer> {
  const { access, units, store } = asking
  if (access.grants.every(({ populations }) => populations.length === 0)) return nothingToSee(access)
  const scope = scopeFor(access, question.population, question.level, units)
  if (!scope) return noScope(asking, question.population)
  if (scope.detail === 'pseudonymous') return answerCohort(question, scope, asking)
  const columns = namedColumns(scope.detail)
  if (!columns) return numbersInstead(question, scope, asking)
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

function numbersInstead(
  question: QuestionOf<'list-students'>,
  scope: Scope,
  asking: Asking,
): Promise<Answer> {
  const { population, level, bands = ['low', 'none'], trend, limit } = question
  if (trend !== undefined) return Promise.resolve(bandsWithoutTrends(asking, scope))
  if (limit !== undefined) return Promise.resolve(numbersOnly(asking, scope))
  return answerNumbers({ scope, population, level, by: 'band', bands }, question, asking)
}

function modelOf(
  question: QuestionOf<'list-students'>,
  scope: Scope,
  page: StudentPage,
  { access, units, text }: Asking,
  freshWords: string,
): StudentListModel {
  const back = { text, page: page.offset / pageSize + 1 }
  return {
    title: titleOf(question, units),
    scope: scopeInWords(scope, page.population, { access, units }, question.level),
    freshness: freshWords,
    rows: page.students.map((student) => rowOf(student, back)),
    paging: pagingOfStudents(page, text),
    empty: nobodyInWords(page),
    suggestions: suggestionsFor(access).filter((suggestion) => suggestion.text !== text),
  }
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
