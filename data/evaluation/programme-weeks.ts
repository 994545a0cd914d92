import { addDays, weekStart, type Day } from '../domain/day'
import type { Database } from '../store/store'

/** One programme at the end of one of its teaching weeks. */
export interface ProgrammeWeek {
  programme: string
  /** The programme's first teaching day. */
  start: Day
  /** Weeks since the one of that day. */
  week: number
  /** The week's end, exclusive: a Monday. */
  to: Day
}

export interface WeeksAsked {
  /** Which teaching weeks to look at, such as 4 and 8. */
  weeks: readonly number[]
  /** Count from the first teaching day on or after this one: the start of an academic year. */
  from?: Day
}

/** The ends of the teaching weeks asked for, by programme and week. */
export async function programmeWeeks(db: Database, { weeks, from }: WeeksAsked): Promise<ProgrammeWeek[]> {
  const starts = await programmeStarts(db, from)
  return starts.flatMap(({ programme, start }) =>
    weeks.map((week) => ({ programme, start, week, to: addDays(weekStart(start), 7 * week) })),
  )
}

async function programmeStarts(
  db: Database,
  from: Day | undefined,
): Promise<{ programme: string; start: Day }[]> {
  const teaching = await db
    .selectFrom('calendar_period')
    .select(['programme_code', 'start_date'])
    .where('kind', '=', 'teaching')
    .where('gone_on', 'is', null)
    .execute()
  const periods = teaching.filter(({ start_date }) => from === undefined || start_date >= from)
  const programmes = await db
    .selectFrom('unit')
    .select('unit_code')
    .where('kind', '=', 'programme')
    .orderBy('unit_code')
    .execute()
  return programmes.flatMap(({ unit_code: programme }) => {
    const own = periods.filter(({ programme_code }) => programme_code === programme)
    const applying = own.length > 0 ? own : periods.filter(({ programme_code }) => programme_code === null)
    const start = applying.map(({ start_date }) => start_date).sort()[0]
    return start === undefined ? [] : [{ programme, start }]
  })
}
