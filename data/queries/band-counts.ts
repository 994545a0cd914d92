import { sql } from 'kysely'
import type { Band } from '../domain/band'
import type { Scope } from '../domain/scope'
import type { Store } from '../store/store'
import { readOnTheRecord, type Look } from '../records/access-trail'
import { roundCount } from '../rights/disclosure-control'
import { currentWeek } from './current-week'
import { scopedStudents } from './scoped-students'

export interface BandCount {
  band: Band
  /** Rounded, see {@link roundCount}. */
  students: number
}

/** How many students of the whole scope are in each band, with disclosure control, entered in the access trail. */
export function bandCounts(store: Store, scope: Scope, look: Look): Promise<BandCount[]> {
  return readOnTheRecord(
    store,
    scope,
    look,
    async (tx) => {
      const week = await currentWeek(tx, scope.today)
      const band = sql<Band>`coalesce(score_week.band, 'unknown')`
      const rows = await scopedStudents(tx, scope)
        .leftJoin('score_week', (join) =>
          join
            .onRef('score_week.student_id', '=', 'student.student_id')
            .on('score_week.week_start', '=', week),
        )
        .where('student.status', 'in', ['active', 'interrupted'])
        .select([band.as('band'), ({ fn }) => fn.countAll<number>().as('students')])
        .groupBy(band)
        .execute()
      return rows.map(({ band: name, students }) => ({ band: name, students: roundCount(students) }))
    },
    () => [],
  )
}
