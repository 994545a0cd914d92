import { studentListCard, type StudentRow } from '../../cards/student-list'
import type { Scope } from '../../data/domain/scope'
import { fullName } from '../../data/domain/student'
import type { PseudonymousStudent } from '../../data/queries/cohort'
import { freshness } from '../../data/queries/freshness'
import { listStudents } from '../../data/queries/list-students'
import type { ListedStudent } from '../../data/queries/scored-students'
import { pseudonymousProfile } from '../../data/queries/pseudonymous-students'
import { studentProfile, type ProfileOf, type StudentProfile } from '../../data/queries/student-profile'
import { profileSeen } from '../../data/records/profile-seen'
import { commandLine } from '../../data/records/unusual-looks'
import { roleWords } from '../access/policy'
import { personScopes, projectScopes } from '../access/scope'
import type { Question, StudentRef } from '../language/question'
import { lookOf, type Answer, type Asking } from './answer'
import { rowOf } from './list-students'
import { freshnessInWords, plural } from './phrases'
import { noSuchStudent, nothingToSee } from './refusals'

/** What is said of the student, once found. */
interface Said {
  person: (scope: Scope, profile: StudentProfile, asking: Asking) => Promise<Answer>
  member: (scope: Scope, student: PseudonymousStudent, asking: Asking) => Promise<Answer>
}

/** Answers about one student, under the narrowest role that covers them, or under a pseudonym; asks back where several fit. */
export async function answerAboutStudent(
  question: Question,
  student: StudentRef,
  asking: Asking,
  say: Said,
): Promise<Answer> {
  const scopes = personScopes(asking.access)
  const projects = projectScopes(asking.access)
  if (scopes.length + projects.length === 0) return nothingToSee(asking.access)
  if ('unknown' in student) return noSuchStudent(asking, student.unknown)
  if ('candidates' in student) return whichStudent(question, student.candidates, scopes, asking)
  for (const scope of scopes) {
    const look = lookOf(asking, question)
    const profile = await studentProfile(asking.store, scope, student.id, look, profileOf(question))
    if (!profile) continue
    // An operator's command looks in somebody's name: that person has responded to nothing.
    if (profile.openAlert !== undefined && asking.conversation.id !== commandLine)
      await profileSeen(asking.store, scope, student.id, { at: asking.clock(), due: look.at })
    return say.person(scope, profile, asking)
  }
  for (const scope of projects) {
    const profile = await pseudonymousProfile(asking.store, scope, student.id, lookOf(asking, question))
    if (profile) return say.member(scope, profile, asking)
  }
  return noSuchStudent(asking, student.id)
}

/** The time and the source that are asked for. */
function profileOf(question: Question): ProfileOf {
  if (question.intent !== 'show-student' && question.intent !== 'trend') return {}
  return { time: question.window, source: question.source }
}

/** As many as fit in a card. */
const mostCandidates = 10

/**
 * Asks which of several students is meant.
 *
 * @param open what the button beside each does; shows them where it is left out
 */
export async function whichStudent(
  question: Question,
  candidates: readonly string[],
  scopes: readonly Scope[],
  asking: Asking,
  open?: (studentId: string) => NonNullable<StudentRow['open']>,
): Promise<Answer> {
  const found = new Map<string, ListedStudent>()
  const roles = new Set<string>()
  for (const scope of scopes) {
    const filter = {
      ids: candidates.slice(0, mostCandidates),
      sort: 'name',
      offset: 0,
      count: mostCandidates,
    } as const
    const { students } = await listStudents(asking.store, scope, filter, lookOf(asking, question))
    for (const student of students) {
      if (found.has(student.student_id)) continue
      found.set(student.student_id, student)
      roles.add(roleWords(scope.role))
    }
  }
  const students = [...found.values()].slice(0, mostCandidates)
  if (students.length === 0) return noSuchStudent(asking, candidates.slice(0, mostCandidates).join(', '))
  // Those of a card whom the person no longer sees are none of them.
  const total = candidates.length > mostCandidates ? candidates.length : students.length
  const [scope] = scopes
  const model = {
    title: 'Which student do you mean?',
    scope: `${plural(total, 'student')} you may see as ${[...roles].join(' or ')} fit these words. Add a name or give the student ID.`,
    freshness: freshnessInWords(await freshness(asking.store, asking.access.today)),
    rows: students.map((student) => ({
      ...rowOf(student, { question: asking.question, page: 1 }),
      ...(open === undefined ? {} : { open: open(student.student_id) }),
    })),
    paging: { first: 1, last: students.length, total },
    suggestions: [],
  }
  return {
    access: { role: scope?.role ?? null, population: { kind: 'mine' }, detail: scope?.detail ?? null },
    students: students.map(({ student_id }) => student_id),
    text: [
      model.title,
      model.scope,
      model.freshness,
      ...students.map((each) => `- ${fullName(each)} (${each.student_id})`),
    ].join('\n'),
    card: studentListCard(model),
  }
}
