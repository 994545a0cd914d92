import { sql } from 'kysely'
import type { Day } from '../domain/day'
import type { Database } from '../store/store'

/**
 * Keeps the pauses of studies, inside a transaction: those of students who study again end, today; every student whose
 * studies are interrupted has one that runs. It begins on the day that the records give or else `today`, earlier where
 * they gave an earlier one before: of all that they have said the first counts, in whatever order it came.
 */
export async function recordInterruptions(db: Database, today: Day): Promise<void> {
  await endOfThoseBack(db, today)
  await runningOfThoseInterrupted(db, today)
}

/** A pause that began today never was. */
async function endOfThoseBack(db: Database, today: Day): Promise<void> {
  const isBack = sql`end_date is null and student_id in (select student_id from student where status <> 'interrupted')`
  await sql`update interruption set end_date = ${today} where start_date < ${today} and ${isBack}`.execute(db)
  await sql`delete from interruption where ${isBack}`.execute(db)
}

/** One pause takes up all that reach into it, so that no two overlap. */
async function runningOfThoseInterrupted(db: Database, today: Day): Promise<void> {
  // An end that lies ahead is the one expected of all studies, not the day on which they paused.
  const told = sql`case when student.end_date <= ${today} then student.end_date else ${today} end`
  const begun = sql`
    coalesce((
      select min(reaching.start_date) from interruption as reaching
      where reaching.student_id = student.student_id and reaching.start_date < ${told}
        and (reaching.end_date is null or reaching.end_date >= ${told})), ${told})`
  const isInterrupted = sql`student.status = 'interrupted' and student.gone_on is null`
  const ofStudent = sql`select 1 from student where student.student_id = interruption.student_id and ${isInterrupted}`
  await sql`delete from interruption where exists (${ofStudent} and interruption.start_date > ${begun})`.execute(
    db,
  )
  await sql`
    update interruption set end_date = null
    where end_date is not null and exists (${ofStudent} and interruption.start_date = ${begun})`.execute(db)
  await sql`
    insert into interruption (student_id, start_date)
    select student.student_id, ${told} from student
    where ${isInterrupted} and student.student_id not in (
      select running.student_id from interruption as running where running.end_date is null)`.execute(db)
}
