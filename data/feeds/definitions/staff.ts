import { optional, text } from '../column'
import { snapshotFeed } from '../snapshot'

export const staff = snapshotFeed({
  name: 'staff',
  table: 'staff',
  columns: {
    staff_id: text,
    given_name: text,
    family_name: text,
    email: text,
    entra_object_id: optional(text),
  },
  key: ['staff_id'],
})
