import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Day } from '../domain/day'
import { activityTables } from './activity/tables'
import { sampleStaff } from './assignments/sample-staff'
import { academicCalendar } from './calendar'
import { tableOf, writeCsv, type Table } from './csv'
import { organisation } from './institution'
import { sampleStudents } from './students'
import { termAround } from './term'

export interface SampleFeed {
  feed: string
  file: string
}

/** Writes the sample university's feed files, in loading order. Same seed and day → byte-identical files. */
export async function writeSampleFeeds(
  directory: string,
  options: { seed: number; today: Day },
): Promise<SampleFeed[]> {
  await mkdir(directory, { recursive: true })
  const feeds: SampleFeed[] = []
  for (const [feed, name, table] of sampleTables(options.seed, options.today)) {
    const file = join(directory, name)
    await writeCsv(file, table)
    feeds.push({ feed, file })
  }
  return feeds
}

/** Each feed with the name of its file and its content, the larger ones made as they are read. */
export function sampleTables(seed: number, today: Day): [feed: string, file: string, table: Table][] {
  const term = termAround(today)
  const students = sampleStudents(seed, term)
  const { staff, assignments } = sampleStaff(seed, term, students)
  const studentRows = students.map(({ row }) => row)
  return [
    ['organisation', 'organisation.csv', tableOf(columns.organisation, organisation())],
    ['students', 'students.csv', tableOf(columns.students, studentRows)],
    ['staff', 'staff.csv', tableOf(columns.staff, staff)],
    ['assignments', 'assignments.csv', tableOf(columns.assignments, assignments)],
    ['calendar', 'calendar.csv', tableOf(columns.calendar, academicCalendar(term))],
    ...activityTables(seed, term, students),
  ]
}

const columns = {
  organisation: ['unit_code', 'kind', 'name', 'parent_code'],
  students: [
    'student_id',
    'given_name',
    'family_name',
    'email',
    'mobile',
    'photo_url',
    'programme_code',
    'level',
    'mode',
    'status',
    'start_date',
    'end_date',
  ],
  staff: ['staff_id', 'given_name', 'family_name', 'email', 'entra_object_id'],
  assignments: ['staff_id', 'role', 'scope_code', 'level', 'student_id', 'start_date', 'end_date'],
  calendar: ['start_date', 'end_date', 'kind', 'programme_code', 'level', 'label'],
} as const
