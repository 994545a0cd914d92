import type { Day } from './day'
import type { Detail, Role } from './role'

/** A set of students, as the assignments draw it. */
export type ScopePopulation =
  | { kind: 'tutees' }
  | { kind: 'level'; programme: string; level: number }
  | { kind: 'programme' | 'school' | 'faculty'; code: string }
  | { kind: 'institution' }
  /** The cohort of a project, as far as its assignments to this staff member name it. */
  | { kind: 'project'; code: string }

export interface ScopeFields {
  readonly staffId: string
  readonly role: Role
  readonly detail: Detail
  /** The students of any of these. */
  readonly populations: readonly ScopePopulation[]
  /** The roles that were joined, narrowest first, where there are several: the trail names the narrowest for each student. */
  readonly joined?: readonly { role: Role; populations: readonly ScopePopulation[] }[]
  /** The day on which the assignments were read. */
  readonly today: Day
}

declare const granted: unique symbol

/** Whom one staff member may see in one role, and at which detail. Only bot/access makes one. */
export interface Scope extends ScopeFields {
  readonly [granted]: true
}
