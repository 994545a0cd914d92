import { id, lowerCase, name, optional, text } from '../column'
import { snapshotFeed } from '../snapshot'

export const staff = snapshotFeed({
  name: 'staff',
  table: 'staff',
  columns: {
    staff_id: id,
    given_name: name,
    family_name: name,
    email: lowerCase(text(320)),
    entra_object_id: optional(lowerCase(id)),
  },
  key: ['staff_id'],
})
