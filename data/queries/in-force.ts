import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Day } from '../domain/day'

/** Whether an assignment holds on a day: the records still have it, it has begun, and its last day is not over. */
export function inForce(today: Day): RawBuilder<SqlBool> {
  return sql<SqlBool>`(assignment.gone_on is null and assignment.start_date <= ${today}
    and (assignment.end_date is null or assignment.end_date > ${today}))`
}
