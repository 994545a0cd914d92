import { oneOf, optional, text } from '../column'
import { snapshotFeed } from '../snapshot'

/** Faculties, their schools, their programmes. */
export const organisation = snapshotFeed({
  name: 'organisation',
  table: 'unit',
  columns: {
    unit_code: text,
    kind: oneOf(['faculty', 'school', 'programme']),
    name: text,
    parent_code: optional(text),
  },
  key: ['unit_code'],
  rules: [
    {
      column: 'parent_code',
      wrong: "kind <> 'faculty' and parent_code is null",
      must: 'name the school of a programme and the faculty of a school',
    },
    {
      column: 'parent_code',
      wrong:
        'parent_code is not null and parent_code not in (select unit_code from typed_rows where unit_code is not null)',
      must: 'name a unit of the same file',
    },
  ],
})
