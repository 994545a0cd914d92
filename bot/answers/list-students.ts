import { studentListCard, type StudentListModel, type StudentRow } from '../../cards/student-list'
import type { Asked } from '../../cards/verbs'
import { addDays, dayInWords } from '../../data/domain/day'
import type { Scope } from '../../data/domain/scope'
import { fullName } from '../../data/domain/student'
import { namedColumns } from '../../data/queries/details'
import { freshness, type Freshness } from '../../data/queries/freshness'
import { listStudents, type StudentPage } from '../../data/queries/list-students'
import type { ListedStudent } from '../../data/queries/scored-students'
import { silentAfter } from '../../data/scoring/silence'
import type { Access } from '../access/access'
import { scopeFor } from '../access/scope'
import type { QuestionOf } from '../language/question'
import { lookOf, type Answer, type Asking } from './answer'
import { answerCohort } from './cohort'
import { contactsNotShown } from './contact-refusals'
import { nobodyInWords, pageSize, pagingOfStudents, textOf } from './listing'
import { isOfPastBands } from './past-bands'
import { freshnessInWords, plural, scopeInWords, studentInShort } from './phrases'
import {
  activityWord,
  middleBandInWords,
  questionInWords,
  scoredWeekInWords,
  sourceWord,
  timeWordsOf,
} from './question-in-words'
import { bandsAlone, noDataOf, noScope, nothingToSee, notScoredThen, numbersOnly } from './refusals'
import { nextSteps } from './suggestions'
import { answerNumbers } from './summarise'

type ListQuestion = QuestionOf<'list-students'>

/** The students in a population that a question picks out; counts instead, where the role may see no person. */
export async function answerListStudents(question: ListQuestion, asking: Asking): Promise<Answer> {
  const { access, units, store } = asking
  if (access.grants.every(({ populations }) => populations.length === 0)) return nothingToSee(access)
  const scope = scopeFor(amongWhom(question, access), question.population, question.level, units)
  if (!scope) return noScope(asking, question.population)
  if (scope.detail === 'pseudonymous') return answerCohort(question, scope, asking)
  const columns = namedColumns(scope.detail)
  if (!columns) return numbersInstead(question, scope, asking)
  if (!columns.reasons && asksForReasons(question, asking)) return bandsAlone(asking, scope)
  const { inactiveDays, source, notContactedDays } = question
  if (notContactedDays !== undefined && !columns.contacts) return contactsNotShown(access)
  const fresh = await freshness(store, access.today)
  const after = inactiveDays === undefined ? undefined : silentAfter(fresh.sources, inactiveDays, source)
  if (after && Object.keys(after).length === 0) return noDataOf(asking, source)
  const page = await listStudents(
    store,
    scope,
    {
      level: question.level,
      bands: question.bands,
      trend: question.trend,
      // Of who is silent in a source, the band asked for is that of all together.
      source: after ? undefined : source,
      time: question.window,
      silentAfter: after,
      notContactedSince:
        notContactedDays === undefined ? undefined : addDays(access.today, 1 - notContactedDays),
      sort: question.sort ?? (after ? 'last-active' : 'score'),
      limit: question.limit,
      offset: (asking.page - 1) * pageSize,
      count: pageSize,
    },
    lookOf(asking, question),
  )
  if (page.weeks.length === 0) return notScoredThen(asking)
  const model = modelOf(question, scope, page, fresh, asking)
  return {
    access: { role: scope.role, population: question.population, detail: scope.detail },
    students: page.students.map(({ student_id }) => student_id),
    text: textOf(model),
    card: studentListCard(model),
  }
}

/** Contacts are told by roles that see students in full: of "my students" theirs are meant. */
function amongWhom({ population, notContactedDays }: ListQuestion, access: Access): Access {
  const grants = access.grants.filter(({ detail }) => detail === 'full')
  const isOfMine = population.kind === 'mine' && notContactedDays !== undefined
  return isOfMine && grants.length > 0 ? { ...access, grants } : access
}

/** What a role that sees bands alone may not pick students out by: of past bands, a trend could be told. */
function asksForReasons(
  { trend, source, inactiveDays, window, sort }: ListQuestion,
  asking: Asking,
): boolean {
  if (sort === 'trend' || sort === 'last-active' || isOfPastBands(window, asking)) return true
  return trend !== undefined || source !== undefined || inactiveDays !== undefined
}

function numbersInstead(question: ListQuestion, scope: Scope, asking: Asking): Promise<Answer> {
  const { population, level, bands = ['low', 'none'], source, window, limit } = question
  const { trend, inactiveDays, notContactedDays } = question
  if ([trend, inactiveDays, notContactedDays].some((each) => each !== undefined))
    return Promise.resolve(bandsAlone(asking, scope))
  if (limit !== undefined) return Promise.resolve(numbersOnly(asking, scope))
  return answerNumbers(
    { scope, population, level, by: 'band', bands, source, time: window },
    question,
    asking,
  )
}

function modelOf(
  question: ListQuestion,
  scope: Scope,
  page: StudentPage,
  fresh: Freshness,
  asking: Asking,
): StudentListModel {
  const { access, units } = asking
  const back = { question, page: page.offset / pageSize + 1 }
  return {
    title: questionInWords(question, units, timeWordsOf(asking)),
    scope: [
      scopeInWords(scope, page.population, { access, units }, question.level),
      ...weeksInWords(question, page, asking),
      ...sourceInWords(question, page),
      ...(question.inactiveDays === undefined ? [] : [daysLeftOut]),
    ].join(' · '),
    freshness: freshnessInWords(fresh),
    rows: page.students.map((student) => rowOf(student, back, question)),
    paging: pagingOfStudents(page, question),
    empty: nobodyInWords(page),
    change: question,
    suggestions: nextSteps(asking),
  }
}

/** Of which days it is that silence does not count. */
const daysLeftOut = 'vacations, reading weeks, placements and authorised absences do not count'

/** Which weeks a standing of another time than the present is told by. */
function weeksInWords({ window }: ListQuestion, { weeks }: StudentPage, asking: Asking): string[] {
  const [first, ...others] = weeks
  if (!window || first === undefined) return []
  return others.length === 0 ? [scoredWeekInWords(first, timeWordsOf(asking))] : [middleBandInWords(weeks)]
}

/** Of a source, everybody is listed, the lowest first: how many of them need a look. */
function sourceInWords({ source, bands, inactiveDays }: ListQuestion, { low }: StudentPage): string[] {
  if (source === undefined || bands !== undefined || inactiveDays !== undefined) return []
  return [`${low} low or none in ${sourceWord(source)}`]
}

/** One student of a list, with what they were picked out by. */
export function rowOf(student: ListedStudent, back: Asked, question?: ListQuestion): StudentRow {
  const reason = reasonOf(student, question)
  return {
    name: fullName(student),
    subtitle: studentInShort(student),
    band: student.band,
    ...(student.trend === null ? {} : { trend: student.trend }),
    ...(reason === undefined ? {} : { reason }),
    open: { text: `show ${student.student_id}`, back },
  }
}

function reasonOf(student: ListedStudent, question: ListQuestion | undefined): string | undefined {
  const { last_active, weeks_low, weeks_judged, reason } = student
  const isAboutSilence = question?.inactiveDays !== undefined || question?.sort === 'last-active'
  if (isAboutSilence && student.status === 'active') return lastSeenInWords(last_active, question)
  const parts = [
    ...contactInWords(student),
    ...(weeks_judged > 1 ? [`Low or none in ${weeks_low} of ${plural(weeks_judged, 'week')}`] : []),
    ...(reason === null ? [] : [reason]),
  ]
  return parts.length > 0 ? parts.join('. ') : statusReason(student)
}

function contactInWords({ last_contact }: ListedStudent): string[] {
  if (last_contact === undefined) return []
  return [last_contact === null ? 'No contact recorded' : `Last contact: ${dayInWords(last_contact)}`]
}

function lastSeenInWords(day: string | null, question: ListQuestion | undefined): string {
  const what = activityWord(question?.inactiveDays === undefined ? undefined : question.source)
  return day === null ? `No ${what} on record in the last year` : `Last ${what}: ${dayInWords(day)}`
}

function statusReason({ status, band }: ListedStudent): string | undefined {
  if (status === 'interrupted') return 'Studies interrupted, so not scored'
  return band === 'unknown' ? 'Not scored yet' : undefined
}
