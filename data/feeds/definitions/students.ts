import { modes, statuses } from '../../domain/student'
import { day, integer, known, oneOf, optional, text } from '../column'
import { snapshotFeed } from '../snapshot'

export const students = snapshotFeed({
  name: 'students',
  table: 'student',
  columns: {
    student_id: text,
    given_name: text,
    family_name: text,
    email: text,
    mobile: optional(text),
    photo_url: optional(text),
    programme_code: known('programme'),
    level: integer(3, 8),
    mode: oneOf(modes),
    status: oneOf(statuses),
    start_date: day,
    end_date: optional(day),
  },
  key: ['student_id'],
  rules: [{ column: 'end_date', wrong: 'end_date < start_date', must: 'not lie before start_date' }],
})
