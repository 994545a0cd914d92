import { sql } from 'kysely'
import type { Day } from '../domain/day'
import type { Database } from '../store/store'
import type { DaysTouched } from './feed'

/** The programmes and days of the rows of a temporary table that holds `student_id` and `day`. */
export async function daysOf(db: Database, stage: string): Promise<DaysTouched> {
  const staged = sql.table(stage)
  const { rows } = await sql<{ programme: string; day: Day }>`
    select distinct student.programme_code as programme, ${staged}.day as day
    from ${staged} inner join student on student.student_id = ${staged}.student_id`.execute(db)
  return rows
}
