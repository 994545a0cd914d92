import { badCanvasRows, badLibraryRows, withBadRows } from '../bad-rows'
import type { Table } from '../csv'
import { demoTutees } from '../demo-tutees'
import type { SampleStudent } from '../student'
import type { Term } from '../term'
import { attendanceRows } from './attendance'
import { canvasRows } from './canvas'
import { activityContext } from './context'
import { libraryRows } from './library'
import { printingRows } from './printing'

/** The activity feeds with the names of their files. Rows are made as they are read. */
export function activityTables(
  seed: number,
  term: Term,
  students: readonly SampleStudent[],
): [feed: string, file: string, table: Table][] {
  const context = activityContext(seed, term, students)
  const known = demoTutees[0]?.student_id ?? ''
  const canvas = withBadRows(canvasRows(context), badCanvasRows(term, known))
  const library = withBadRows(libraryRows(context), badLibraryRows(term, known))
  return [
    ['attendance', 'attendance.csv.gz', { columns: columns.attendance, rows: attendanceRows(context) }],
    ['canvas', 'canvas.csv.gz', { columns: columns.canvas, rows: canvas }],
    ['library', 'library.csv.gz', { columns: columns.library, rows: library }],
    ['printing', 'printing.csv.gz', { columns: columns.printing, rows: printingRows(context) }],
  ]
}

const columns = {
  attendance: ['student_id', 'session_id', 'starts_at', 'status', 'session_type', 'module_code'],
  canvas: ['student_id', 'occurred_at', 'event', 'count', 'course_code', 'due_at'],
  library: ['student_id', 'occurred_at', 'event', 'count'],
  printing: ['student_id', 'occurred_at', 'pages'],
} as const
