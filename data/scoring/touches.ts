import { addDays, type Day } from '../domain/day'
import type { Database } from '../store/store'

/** Which load was the newest to change facts of a school. */
export interface Touches {
  /** The schools whose students' facts any load changed. */
  schools: readonly string[]
  /** The newest load that changed facts of the school's students from `from` to before `to`; 0 where none did. */
  newest(school: string, from: Day, to: Day): number
}

export async function newestTouches(db: Database): Promise<Touches> {
  const rows = await db
    .selectFrom('load_day')
    .innerJoin('unit', 'unit.unit_code', 'load_day.programme_code')
    .select([
      'unit.parent_code as school',
      'load_day.day',
      ({ fn }) => fn.max<number>('load_day.load_id').as('load_id'),
    ])
    .groupBy(['unit.parent_code', 'load_day.day'])
    .execute()
  const newest = new Map(rows.map(({ school, day, load_id }) => [`${school ?? ''}|${day}`, load_id]))
  return {
    schools: [...new Set(rows.map(({ school }) => school ?? ''))],
    newest: (school, from, to) => {
      let found = 0
      for (let day = from; day < to; day = addDays(day, 1))
        found = Math.max(found, newest.get(`${school}|${day}`) ?? 0)
      return found
    },
  }
}
