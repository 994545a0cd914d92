import { known, oneOf, text } from '../column'
import { snapshotFeed } from '../snapshot'

/** Systems that know students by an identifier of their own. */
export const identitySystems = ['canvas', 'login', 'library', 'printing', 'attendance'] as const
export type IdentitySystem = (typeof identitySystems)[number]

export const identities = snapshotFeed({
  name: 'identities',
  table: 'student_identity',
  columns: {
    student_id: known('student'),
    system: oneOf(identitySystems),
    external_id: text(200),
  },
  key: ['system', 'external_id'],
})
