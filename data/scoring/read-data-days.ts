import type { Day } from '../domain/day'
import type { Source } from '../domain/source'
import type { Database } from '../store/store'

/** The last day before `to` on which each source holds anything. Submissions come with the Canvas feed. */
export async function readLastDays(db: Database, to: Day): Promise<Record<Source, Day | undefined>> {
  const last: Record<Source, Day | undefined> = {
    canvas: await lastActivity(db, 'canvas', to),
    library: await lastActivity(db, 'library', to),
    printing: await lastActivity(db, 'printing', to),
    attendance: await lastDay(db, 'attendance', to),
    submissions: await lastDay(db, 'submission', to),
  }
  if (last.canvas !== undefined && last.submissions !== undefined && last.canvas > last.submissions) {
    last.submissions = last.canvas
  }
  return last
}

async function lastActivity(
  db: Database,
  source: 'canvas' | 'library' | 'printing',
  to: Day,
): Promise<Day | undefined> {
  const row = await db
    .selectFrom('activity_day')
    .select(({ fn }) => fn.max('day').as('day'))
    .where('source', '=', source)
    .where('day', '<', to)
    .executeTakeFirst()
  return row?.day ?? undefined
}

async function lastDay(db: Database, table: 'attendance' | 'submission', to: Day): Promise<Day | undefined> {
  const row = await db
    .selectFrom(table)
    .select(({ fn }) => fn.max('day').as('day'))
    .where('day', '<', to)
    .executeTakeFirst()
  return row?.day ?? undefined
}

/**
 * The first and last day with any data that can be a student's and count: not before the calendar begins. Absent where
 * there are none.
 */
export async function readDataRange(db: Database): Promise<{ first: Day; last: Day } | undefined> {
  const firsts: Day[] = []
  const lasts: Day[] = []
  for (const table of ['activity_day', 'attendance', 'submission'] as const) {
    const row = await db
      .selectFrom(table)
      .select(({ fn }) => [fn.min('day').as('first'), fn.max('day').as('last')])
      .executeTakeFirst()
    if (row?.first) firsts.push(row.first)
    if (row?.last) lasts.push(row.last)
  }
  const enrolled = await db
    .selectFrom('student')
    .select(({ fn }) => fn.min('start_date').as('first'))
    .executeTakeFirst()
  const calendar = await db
    .selectFrom('calendar_period')
    .select(({ fn }) => fn.min('start_date').as('first'))
    .where('gone_on', 'is', null)
    .executeTakeFirst()
  const [first, last] = [firsts.sort()[0], lasts.sort().at(-1)]
  if (first === undefined || last === undefined || !enrolled?.first) return undefined
  const begins = [first, enrolled.first, calendar?.first ?? first].sort().at(-1) ?? first
  return begins > last ? undefined : { first: begins, last }
}
