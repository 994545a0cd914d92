import type { Assignment } from '../../data/queries/staff'
import type { Detail, Role } from '../../data/domain/role'
import type { ScopePopulation } from '../../data/domain/scope'

/** What a role may see. A wide role also needs its Entra app role in the signed-in token: the second key. */
export interface RolePolicy {
  role: Role
  /** How answers name the role. */
  words: string
  detail: Detail
  secondKey?: string
  /** The students that one assignment of this role covers; undefined for none. */
  population: (assignment: Assignment) => ScopePopulation | undefined
}

const none = (): undefined => undefined

const unit =
  (kind: 'programme' | 'school' | 'faculty') =>
  ({ scope_code: code }: Assignment): ScopePopulation | undefined =>
    code === null ? undefined : { kind, code }

/** The product's table of roles, narrowest first. A role that is not here sees nothing. */
export const policies: readonly RolePolicy[] = [
  {
    role: 'personal-tutor',
    words: 'personal tutor',
    detail: 'full',
    population: ({ student_id }) => (student_id === null ? undefined : { kind: 'tutees' }),
  },
  {
    role: 'level-tutor',
    words: 'level tutor',
    detail: 'full',
    population: ({ scope_code: programme, level }) =>
      programme === null || level === null ? undefined : { kind: 'level', programme, level },
  },
  { role: 'programme-leader', words: 'programme leader', detail: 'full', population: unit('programme') },
  {
    role: 'director-of-school',
    words: 'director of school',
    detail: 'named',
    secondKey: 'Engagement.School',
    population: unit('school'),
  },
  {
    role: 'faculty-admin',
    words: 'faculty administrative staff',
    detail: 'contact',
    secondKey: 'Engagement.FacultyAdmin',
    population: unit('faculty'),
  },
  {
    role: 'faculty-ade',
    words: 'faculty associate dean, education',
    detail: 'aggregate',
    secondKey: 'Engagement.Faculty',
    population: unit('faculty'),
  },
  {
    role: 'faculty-pvc',
    words: 'faculty pro-vice-chancellor',
    detail: 'aggregate',
    secondKey: 'Engagement.Faculty',
    population: unit('faculty'),
  },
  {
    role: 'elt',
    words: 'Executive Leadership Team',
    detail: 'aggregate',
    secondKey: 'Engagement.Institution',
    population: () => ({ kind: 'institution' }),
  },
  {
    role: 'project-staff',
    words: 'project staff',
    detail: 'pseudonymous',
    secondKey: 'Engagement.Project',
    population: ({ scope_code: code, student_id }) =>
      code === null || student_id === null ? undefined : { kind: 'project', code },
  },
  {
    role: 'data-protection',
    words: 'data protection',
    detail: 'rights',
    secondKey: 'Engagement.DataProtection',
    population: none,
  },
  {
    role: 'administrator',
    words: 'administrator',
    detail: 'operations',
    secondKey: 'Engagement.Admin',
    population: none,
  },
]

/** How answers name a role. */
export function roleWords(role: Role): string {
  return policies.find((policy) => policy.role === role)?.words ?? role
}
