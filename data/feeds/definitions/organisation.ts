import { freeText, id, oneOf, optional, told } from '../column'
import { snapshotFeed } from '../snapshot'

const sound = 'unit_code is not null and kind is not null and name is not null'
const tops = `select unit_code from typed_rows where ${sound} and kind = 'faculty' and parent_code is null`
/** Units whose row, and whose parent's, is sound: a unit below a rejected one would have no place. */
const parents = `${tops} union select unit_code from typed_rows where ${sound} and parent_code in (${tops})`

/** Faculties, their schools, their programmes. */
export const organisation = snapshotFeed({
  name: 'organisation',
  table: 'unit',
  columns: {
    unit_code: told(id, 'the code by which other feeds name the unit', 'BSC-CS'),
    kind: told(oneOf(['faculty', 'school', 'programme']), 'what it is', 'programme'),
    name: told(freeText, 'what staff read and ask for', 'Computer Science'),
    parent_code: told(
      optional(id),
      'the school of a programme, the faculty of a school; empty for a faculty',
      'COMP',
    ),
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
      wrong: `parent_code is not null and parent_code not in (${parents})`,
      must: 'name a unit of the same file',
    },
  ],
})
