import { id, lowerCase, name, optional, text, told } from '../column'
import { snapshotFeed } from '../snapshot'

export const staff = snapshotFeed({
  name: 'staff',
  table: 'staff',
  columns: {
    staff_id: told(id, 'the ID by which assignments name the staff member', 's0101'),
    given_name: told(name, 'what others read', 'Ruth'),
    family_name: told(name, 'what others read', 'Adeyemi'),
    email: told(
      lowerCase(text(320)),
      'the name with which they sign in (UPN); case does not count',
      'ruth.adeyemi@northbridge.example',
    ),
    entra_object_id: told(
      optional(lowerCase(id)),
      'their object in Entra ID; where it is given, a sign-in is told by it',
      '5b1f0c52-7d0e-4a54-9c1b-0d6f3c9a0101',
    ),
  },
  key: ['staff_id'],
})
