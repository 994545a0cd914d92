import { studentListCard, type StudentListModel, type StudentRow } from '../../cards/student-list'
import type { Asked } from '../../cards/verbs'
import type { Scope } from '../../data/domain/scope'
import { freshness } from '../../data/queries/freshness'
import type { PseudonymousStudent } from '../../data/queries/cohort'
import { listPseudonymous, type PseudonymousPage } from '../../data/queries/pseudonymous-students'
import type { QuestionOf } from '../language/question'
import { lookOf, type Answer, type Asking } from './answer'
import { pageSize, pagingOfStudents, nobodyInWords, textOf } from './listing'
import { freshnessInWords, scopeInWords } from './phrases'
import { questionInWords, timeWordsOf } from './question-in-words'
import { bandsAlone } from './refusals'
import { nextSteps } from './suggestions'

/** A project's cohort under pseudonyms, by band and pseudonym. */
export async function answerCohort(
  question: QuestionOf<'list-students'>,
  scope: Scope,
  asking: Asking,
): Promise<Answer> {
  if (isBeyondBands(question)) return bandsAlone(asking, scope)
  const { store, access, page: number } = asking
  const { level, bands, limit } = question
  const part = { offset: (number - 1) * pageSize, count: pageSize }
  const page = await listPseudonymous(
    store,
    scope,
    { level, bands, limit, ...part },
    lookOf(asking, question),
  )
  const fresh = freshnessInWords(await freshness(store, access.today))
  const model = modelOf(question, scope, page, fresh, asking)
  return {
    access: { role: scope.role, population: question.population, detail: scope.detail },
    students: page.students.map(({ pseudonym }) => pseudonym),
    text: textOf(model),
    card: studentListCard(model),
  }
}

/** What is shown of a cohort tells bands of the present, and no more. */
function isBeyondBands(question: QuestionOf<'list-students'>): boolean {
  const { trend, source, window, inactiveDays, sort } = question
  return [trend, source, window, inactiveDays].some((each) => each !== undefined) || sort === 'trend'
}

function modelOf(
  question: QuestionOf<'list-students'>,
  scope: Scope,
  page: PseudonymousPage,
  fresh: string,
  asking: Asking,
): StudentListModel {
  const { access, units } = asking
  const paging = pagingOfStudents(page, question)
  const back = { question, page: page.offset / pageSize + 1 }
  return {
    title: questionInWords(question, units, timeWordsOf(asking)),
    scope: `${scopeInWords(scope, page.population, { access, units })}, under pseudonyms${concealedInWords(page)}`,
    freshness: fresh,
    rows: page.students.map((student) => rowOf(student, back)),
    paging,
    empty: page.concealed > 0 ? 'Nobody who is shown to fit that.' : nobodyInWords(page),
    suggestions: nextSteps(asking),
  }
}

function rowOf(student: PseudonymousStudent, back: Asked): StudentRow {
  return {
    name: student.pseudonym,
    subtitle: traitsInWords(student),
    ...(student.band === null ? {} : { band: student.band }),
    open: { text: `show ${student.pseudonym}`, back },
  }
}

/** A list by band or level leaves out those of whom that is not shown, and says so. */
function concealedInWords({ concealed }: PseudonymousPage): string {
  return concealed === 0 ? '' : `; ${concealed} left out, as too few are alike to show whether they fit`
}

/** "Psychology · level 4", or why not. */
export function traitsInWords({ programme, level }: PseudonymousStudent): string {
  if (programme === null && level === null) return 'programme and level not shown: too few alike'
  return [
    programme ?? 'programme not shown: too few alike',
    level === null ? 'level not shown: too few alike' : `level ${level}`,
  ].join(' · ')
}
