import { day, id, instant, known, oneOf, optional, text } from '../column'
import { londonDay, notAhead, type Feed } from '../feed'
import { writeRecords } from '../records'

/** One row per student and teaching event expected of them. */
export const attendance: Feed = {
  name: 'attendance',
  kind: 'increment',
  columns: {
    student_id: known('student'),
    session_id: text(128),
    starts_at: instant,
    status: oneOf(['present', 'late', 'authorised-absence', 'absent']),
    session_type: optional(id),
    module_code: optional(id),
  },
  key: ['student_id', 'session_id'],
  rules: [notAhead('starts_at')],
  write: (duck, target) =>
    writeRecords(duck, target, {
      table: 'attendance',
      key: ['student_id', 'session_id'],
      columns: {
        student_id: 'student_id',
        session_id: 'session_id',
        day: day.stored(londonDay('starts_at')),
        starts_at: instant.stored('starts_at'),
        status: 'status',
        session_type: 'session_type',
        module_code: 'module_code',
      },
    }),
}
