import { lines } from './feed-files'
import * as university from './university-feeds'

/** A few rows of every feed, for the university for tests. */
export const feedContents: Record<string, string> = {
  organisation: university.organisation,
  students: university.students,
  staff: university.staff,
  assignments: university.assignments,
  calendar: university.calendar,
  identities: lines('student_id,system,external_id', '00000001,login,abc1', '00000002,library,C-77'),
  canvas: lines(
    'student_id,occurred_at,event,count,course_code,due_at',
    '00000001,2026-11-20T09:00:00Z,page-view,3,CS101,',
    '00000001,2026-11-20T23:30:00Z,page-view,,CS101,',
    '00000001,2026-11-20T10:00:00Z,participation,,CS101,',
    '00000002,2026-11-19T12:00:00Z,submission,,CS101,2026-11-19T11:00:00Z',
  ),
  library: lines(
    'student_id,occurred_at,event,count',
    '00000001,2026-11-20T09:00:00Z,visit,',
    '00000001,2026-11-20T09:05:00Z,loan,2',
  ),
  printing: lines(
    'student_id,occurred_at,pages',
    '00000001,2026-11-20T09:00:00Z,4',
    '00000001,2026-11-20T10:00:00Z,6',
  ),
  attendance: lines(
    'student_id,session_id,starts_at,status,session_type,module_code',
    '00000001,A1,2026-11-20T09:00:00,present,lecture,CS101',
    '00000002,A1,2026-11-20T09:00:00,authorised-absence,,',
  ),
  'activity-day': lines(
    'student_id,day,source,event,count',
    '00000001,2026-11-20,canvas,page-view,40',
    '00000001,2026-11-20,printing,job,9',
    '00000002,2026-11-20,canvas,submission,2',
  ),
}
