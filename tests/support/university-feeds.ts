import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { ingest } from '../../data/feeds/ingest'
import type { Store } from '../../data/store/store'
import { feedNamed, lines } from './feed-files'
import { clock } from './store'

/** Two faculties, three schools, four programmes. */
export const organisation = lines(
  'unit_code,kind,name,parent_code',
  'ART,faculty,Arts,',
  'SCI,faculty,Science,',
  'HIS,school,History,ART',
  'COM,school,Computing,SCI',
  'MAT,school,Mathematics,SCI',
  'ANC,programme,Ancient History,HIS',
  'CSC,programme,Computer Science,COM',
  'SEN,programme,Software Engineering,COM',
  'STA,programme,Statistics,MAT',
)

export const studentColumns =
  'student_id,given_name,family_name,email,mobile,photo_url,programme_code,level,mode,status,start_date,end_date'

interface Group {
  programme: string
  level: number
  mode?: 'full-time' | 'part-time'
  ids: readonly string[]
}

/** `count` student IDs from `first`, eight digits with their leading zeros. */
export function studentIds(first: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(first + index).padStart(8, '0'))
}

/** The students' groups: 12 full-time computer scientists at level 4 are peers enough; the others are few. */
export const groups: readonly Group[] = [
  { programme: 'CSC', level: 4, ids: studentIds(1, 12) },
  { programme: 'CSC', level: 5, ids: studentIds(21, 6) },
  { programme: 'SEN', level: 4, mode: 'part-time', ids: studentIds(31, 4) },
  { programme: 'STA', level: 4, ids: studentIds(41, 4) },
  { programme: 'ANC', level: 6, ids: studentIds(51, 4) },
]

/** One row of the students feed, with what the test cares about in place of the usual. */
export function studentRow(id: string, given: Readonly<Record<string, string>> = {}): string {
  const row: Record<string, string> = {
    student_id: id,
    given_name: 'Robin',
    family_name: `Example${id.slice(-2)}`,
    email: `s${id}@students.example`,
    mobile: `+4470090${id.slice(-5)}`,
    photo_url: `https://photos.example/${id}`,
    programme_code: 'CSC',
    level: '4',
    mode: 'full-time',
    status: 'active',
    start_date: '2026-09-21',
    end_date: '',
    ...given,
  }
  return studentColumns
    .split(',')
    .map((column) => row[column] ?? '')
    .join(',')
}

export const students = lines(
  studentColumns,
  ...groups.flatMap(({ programme, level, mode = 'full-time', ids }) =>
    ids.map((id) => studentRow(id, { programme_code: programme, level: String(level), mode })),
  ),
)

export const staff = lines(
  'staff_id,given_name,family_name,email,entra_object_id',
  'T1,Tess,Tutor,t1@university.example,11111111-1111-4111-8111-111111111111',
  'L1,Lee,Leader,l1@university.example,',
  'D1,Dee,Director,d1@university.example,',
)

/** T1 tutors two students now, one until last month and one from next month. */
export const assignments = lines(
  'staff_id,role,scope_code,level,student_id,start_date,end_date',
  'T1,personal-tutor,,,00000001,2026-09-21,',
  'T1,personal-tutor,,,00000021,2026-09-21,2027-06-30',
  'T1,personal-tutor,,,00000002,2026-09-21,2026-10-31',
  'T1,personal-tutor,,,00000003,2026-12-01,',
  'L1,programme-leader,CSC,,,2026-09-21,',
  'D1,director-of-school,COM,,,2026-09-21,',
)

/** Teaching, with a reading week in the middle. */
export const calendar = lines(
  'start_date,end_date,kind,programme_code,level,label',
  '2026-09-21,2026-11-02,teaching,,,',
  '2026-11-02,2026-11-09,reading,,,Reading week',
  '2026-11-09,2026-12-19,teaching,,,',
)

const files = { organisation, students, staff, assignments, calendar }

/** Loads this university, without any activity, into a store made by the migrations. */
export async function loadUniversity(store: Store, folder: string): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, `${name}.csv`)
    writeFileSync(file, content)
    await ingest(store, feedNamed(name), [file], { clock })
  }
}
