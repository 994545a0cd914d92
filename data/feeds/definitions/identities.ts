import { identitySystems } from '../../domain/feed'
import { known, oneOf, text } from '../column'
import { snapshotFeed } from '../snapshot'

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
