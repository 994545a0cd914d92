import { identitySystems } from '../../domain/feed'
import { known, oneOf, text, told } from '../column'
import { snapshotFeed } from '../snapshot'

export const identities = snapshotFeed({
  name: 'identities',
  table: 'student_identity',
  columns: {
    student_id: told(known('student'), 'the student', '00412301'),
    system: told(oneOf(identitySystems), 'who knows them by another identifier', 'library'),
    external_id: told(text(200), 'that identifier: a username, the number of a card', '29384756'),
  },
  key: ['system', 'external_id'],
})
