import type { StudentRow } from '../../cards/student-list'
import type { Scope } from '../../data/domain/scope'
import type { Access } from '../access/access'
import { fullScopes, personScopes, projectScopes } from '../access/scope'
import type { Question, StudentRef } from '../language/question'
import type { Answer, Asking } from './answer'
import { whichStudent } from './one-student'
import { noSuchStudent, nothingToSee } from './refusals'

/** What is said of a student to those whose role shows the full profile, and to others. */
interface Said<Found> {
  /** Finds what is asked for under one scope of detail full, on the record. */
  find: (scope: Scope, studentId: string) => Promise<Found | undefined>
  person: (scope: Scope, found: Found) => Answer | Promise<Answer>
  /** To those of another detail, whoever the student is. */
  others: (access: Access) => Answer
  /** What the button beside each of several students does. */
  open: (studentId: string) => NonNullable<StudentRow['open']>
}

/**
 * Answers about one student what only the full profile shows, under the narrowest role that covers them. Those who may see
 * students, but nobody's full profile, are told so without a look at anybody.
 */
export async function answerAtFullDetail<Found>(
  question: Question,
  student: StudentRef,
  asking: Asking,
  say: Said<Found>,
): Promise<Answer> {
  const { access } = asking
  if (personScopes(access).length + projectScopes(access).length === 0) return nothingToSee(access)
  if (fullScopes(access).length === 0) return say.others(access)
  if ('unknown' in student) return noSuchStudent(asking, student.unknown)
  if ('candidates' in student)
    return whichStudent(question, student.candidates, personScopes(access), asking, say.open)
  const found = await firstInFull(access, (scope) => say.find(scope, student.id))
  if (found) return say.person(found.scope, found.found)
  return seesMore(access) ? say.others(access) : noSuchStudent(asking, student.id)
}

/** What the narrowest role of detail full gives that gives anything. */
export async function firstInFull<Found>(
  access: Access,
  find: (scope: Scope) => Promise<Found | undefined>,
): Promise<{ scope: Scope; found: Found } | undefined> {
  for (const scope of fullScopes(access)) {
    const found = await find(scope)
    if (found !== undefined) return { scope, found }
  }
  return undefined
}

/** Whether a person sees students at another detail too: the one asked for may be among them. */
function seesMore(access: Access): boolean {
  return personScopes(access).length + projectScopes(access).length > fullScopes(access).length
}
