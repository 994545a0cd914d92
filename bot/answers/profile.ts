import { humanDecides } from '../../cards/human-decides'
import { studentProfileCard, type HistoryWeek, type StudentProfileModel } from '../../cards/student-profile'
import type { Suggestion } from '../../cards/verbs'
import { addDays, dayInWords, dayShort } from '../../data/domain/day'
import type { Scope } from '../../data/domain/scope'
import { sourceNames } from '../../data/domain/source'
import { fullName } from '../../data/domain/student'
import { freshness } from '../../data/queries/freshness'
import type { StudentProfile } from '../../data/queries/student-profile'
import { roleWords } from '../access/policy'
import type { Answer, Asking } from './answer'
import { standingOf } from './listing'
import { freshnessInWords } from './phrases'
import { profileFacts } from './profile-facts'
import { sourceLine } from './source-lines'

/** A student's profile card. What the scope's detail does not show was not read, so it cannot appear. */
export async function profileAnswer(scope: Scope, profile: StudentProfile, asking: Asking): Promise<Answer> {
  const fresh = freshnessInWords(await freshness(asking.store, asking.access.today))
  const photo = scope.detail === 'full' ? await asking.graph?.photoOf(profile.student.email) : undefined
  const model = modelOf(scope, withPhoto(profile, photo), fresh, asking)
  return {
    access: { role: scope.role, population: { kind: 'mine' }, detail: scope.detail },
    students: [profile.student.student_id],
    text: textOf(model),
    card: studentProfileCard(model),
  }
}

/** The directory's photograph in place of the records' own address of one. */
function withPhoto(profile: StudentProfile, photo: string | undefined): StudentProfile {
  return photo === undefined ? profile : { ...profile, student: { ...profile.student, photo_url: photo } }
}

function modelOf(scope: Scope, profile: StudentProfile, fresh: string, asking: Asking): StudentProfileModel {
  const { back, question, access } = asking
  const { student, standing, history } = profile
  const source = question.intent === 'show-student' ? question.source : undefined
  const indicators = profile.indicators.filter((each) => source === undefined || each.source === source)
  const counted = indicators.filter(({ state }) => state === 'counted')
  const left = indicators.filter(({ state }) => state !== 'counted')
  const showsNumbers = scope.detail === 'full'
  return {
    name: fullName(student),
    initials: initialsOf(student),
    ...(student.photo_url === null ? {} : { photoUrl: student.photo_url }),
    subtitle: `${student.programme} · level ${student.level}`,
    facts: profileFacts(profile, { access, showsContact: showsNumbers }),
    scope: [`Shown to you as ${roleWords(scope.role)}`, ...timeInWords(profile, asking)].join(' · '),
    freshness: fresh,
    band: standing?.band ?? 'unknown',
    ...(standing?.trend == null ? {} : { trend: standing.trend }),
    ...(standing?.score == null ? {} : { score: standing.score }),
    sources: showsNumbers ? counted.map(sourceLine) : [],
    ...(source === undefined ? {} : { historyOf: sourceNames[source] }),
    history: showsNumbers ? history.map(weekOf) : [],
    reasons: reasonsOf({ ...profile, indicators }, asking),
    missing: left.map(({ reason }) => reason),
    ...(profile.openAlert === undefined ? {} : { alert: { verb: 'alert-open', alert: profile.openAlert } }),
    ...(back === undefined ? {} : { back }),
    suggestions: [
      ...(standing && (showsNumbers || scope.detail === 'named')
        ? [{ title: 'Explain this score', text: `explain the score of ${student.student_id}` }]
        : []),
      ...(showsNumbers ? contactSuggestions(student.student_id) : []),
    ],
  }
}

/** Of which week a look back is. */
function timeInWords({ standing }: StudentProfile, { question }: Asking): string[] {
  const isLookBack = question.intent === 'show-student' && question.window !== undefined
  return isLookBack && standing ? [`as scored to ${dayInWords(addDays(standing.data_to, -1))}`] : []
}

/** A week of a student's history, as cards draw it. */
function weekOf({ week_start, score, band }: StudentProfile['history'][number]): HistoryWeek {
  return { week: dayShort(week_start), ...(score === null ? {} : { score }), band }
}

function contactSuggestions(id: string): Suggestion[] {
  return [
    { title: 'Record a contact', text: `log a contact with ${id}` },
    { title: 'Contacts', text: `contacts with ${id}` },
  ]
}

/** The main reason first; for a student without a score, why there is none. */
function reasonsOf({ student, standing, indicators }: StudentProfile, { question }: Asking): string[] {
  if (!standing && question.intent === 'show-student' && question.window !== undefined)
    return ['There is no score of that time']
  if (!standing)
    return [student.status === 'active' ? 'Not scored yet' : `Studies ${student.status}, so not scored`]
  const counted = indicators.filter(({ state }) => state === 'counted').map(({ reason }) => reason)
  return [...new Set([...(standing.main_reason === null ? [] : [standing.main_reason]), ...counted])]
}

function initialsOf({ given_name, family_name }: { given_name: string; family_name: string }): string {
  const names = given_name === '-' ? [family_name] : [given_name, family_name]
  return names.map((name) => (name[0] ?? '').toUpperCase()).join('')
}

function textOf(model: StudentProfileModel): string {
  const standing = [
    standingOf(model.band),
    ...(model.score === undefined ? [] : [`score ${Math.round(model.score)}`]),
    ...(model.trend === undefined ? [] : [model.trend]),
  ]
  return [
    `${model.name}: ${standing.join(', ')}`,
    ...model.facts.map(({ title, value }) => `${title}: ${value}`),
    model.scope,
    model.freshness,
    ...(model.alert === undefined ? [] : ['You have an alert about them: “list alerts”.']),
    ...model.reasons.map((reason) => `- ${reason}`),
    ...model.missing.map((reason) => `- Missing: ${reason}`),
    humanDecides,
  ].join('\n')
}
