import { day, id, instant, known, oneOf, optional, text, told } from '../column'
import { londonDay, notAhead, type DeliveredFeed } from '../feed'
import { writeRecords } from '../records'

/** One row per student and teaching event expected of them. */
export const attendance: DeliveredFeed = {
  name: 'attendance',
  kind: 'increment',
  columns: {
    student_id: told(known('student'), 'who was expected', '00412301'),
    session_id: told(text(128), 'the teaching event', 'CS502-PRA-20260921'),
    starts_at: told(instant, 'when it begins', '2026-09-21T09:00:00+01:00'),
    status: told(oneOf(['present', 'late', 'authorised-absence', 'absent']), 'whether they came', 'late'),
    session_type: told(optional(id), 'the kind of event', 'practical'),
    module_code: told(optional(id), 'the module that it belongs to', 'CS502'),
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
