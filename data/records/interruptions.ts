import { sql } from 'kysely'
import type { Day } from '../domain/day'
import type { Database } from '../store/store'

/**
 * Begins a pause for every student whose studies have come to be interrupted, on the day that the records give or else
 * `today`, and ends those of students who study again, today. Inside a transaction.
 */
export async function recordInterruptions(db: Database, today: Day): Promise<void> {
  // An end that lies ahead is the one expected of all studies, not the day on which they paused.
  const begun = sql`case when student.end_date < ${today} then student.end_date else ${today} end`
  const running = sql`select student_id from interruption where end_date is null`
  await sql`
    update interruption set end_date = ${today}
    where end_date is null and start_date < ${today}
      and student_id in (select student_id from student where status <> 'interrupted')`.execute(db)
  await sql`
    delete from interruption
    where end_date is null and student_id in (select student_id from student where status <> 'interrupted')`.execute(
    db,
  )
  await sql`
    insert into interruption (student_id, start_date)
    select student_id, ${begun} from student
    where status = 'interrupted' and gone_on is null and student_id not in (${running})
      and not exists (
        select 1 from interruption as earlier
        where earlier.student_id = student.student_id
          and earlier.start_date = ${begun})`.execute(db)
}
