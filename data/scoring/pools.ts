import { createHash } from 'node:crypto'
import type { Mode } from '../domain/student'
import type { Enrolment } from './windows'

/** A student whom a week's scores are about, with where and how they study. */
export interface ScoredStudent extends Enrolment {
  student_id: string
  school: string
  /** Where the records have them today, where their programme or mode has changed since the week. */
  now?: Pick<Enrolment, 'programme_code' | 'mode'> & { school: string }
}

/** Students who may be each other's peers: one school, one mode of study. Pools are scored apart from each other. */
export interface Pool {
  school: string
  mode: Mode
  students: readonly ScoredStudent[]
}

/** Names a pool within a week. */
export const poolKey = ({ school, mode }: Pick<Pool, 'school' | 'mode'>): string => `${school}|${mode}`

export function poolsOf(students: readonly ScoredStudent[]): Pool[] {
  const pools = new Map<string, Pool & { students: ScoredStudent[] }>()
  for (const student of students) {
    const pool = pools.get(poolKey(student))
    if (pool) pool.students.push(student)
    else pools.set(poolKey(student), { school: student.school, mode: student.mode, students: [student] })
  }
  return [...pools.values()].sort((a, b) => (poolKey(a) < poolKey(b) ? -1 : 1))
}

/** Tells whether a pool's enrolments are those that a score knew. */
export function enrolmentDigest({ students }: Pool): string {
  return digest(
    students.map(({ student_id, programme_code, level, start_date, interruptions }) => [
      student_id,
      programme_code,
      level,
      start_date,
      interruptions.map((pause) => [pause.start_date, pause.end_date]),
    ]),
  )
}

/** Twelve hexadecimal digits that differ where the values do. */
export function digest(values: unknown): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 12)
}
