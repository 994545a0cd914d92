import type { Day } from '../domain/day'
import type { Mode, Status } from '../domain/student'
import type { Profile } from './profile'

/** A row of the students feed. */
export interface StudentRow {
  student_id: string
  given_name: string
  family_name: string
  email: string
  mobile: string
  photo_url: string
  programme_code: string
  level: number
  mode: Mode
  status: Status
  start_date: Day
  /** May be empty. */
  end_date: Day
}

export interface SampleStudent {
  row: StudentRow
  profile: Profile
}

/** Whether the student has a personal tutor now. */
export function isTutored({ row }: SampleStudent): boolean {
  return row.status === 'active' || row.status === 'interrupted'
}
