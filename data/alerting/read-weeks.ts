import { addDays, type Day } from '../domain/day'
import type { Days } from '../scoring/read-facts'
import { inParts } from '../store/in-parts'
import type { Database } from '../store/store'
import type { Episode } from './episode'
import { comparedDays, type WeekFacts, type WeekIndicator } from './week-facts'

/**
 * Everybody's whole scored weeks that began in a range, oldest first; of those with an episode the ones since a while before
 * it began too.
 */
export async function readWholeWeeks(
  db: Database,
  { from, to }: Days,
  episodes: readonly Episode[],
): Promise<Map<string, WeekFacts[]>> {
  const weeks = new Map<string, WeekFacts[]>()
  const older = episodes.filter(({ row }) => sinceBefore(row.since) < from)
  const first = older.map(({ row }) => sinceBefore(row.since)).sort()[0]
  const ids = [...new Set(older.map(({ row }) => row.student_id))]
  const rows = [
    ...(first === undefined ? [] : await readOf(db, { from: first, to: from }, ids)),
    ...(await scored(db, { from, to }).execute()),
  ]
  for (const { student_id, week_start: start, data_to, band, score, trend } of rows) {
    const end = endDay(start)
    if (data_to !== end) continue
    const week = { start, end, band, score: score ?? undefined, trend: trend ?? undefined }
    const own = weeks.get(student_id)
    if (own) own.push(week)
    else weeks.set(student_id, [week])
  }
  return weeks
}

const sinceBefore = (since: Day): Day => addDays(since, -comparedDays)

const ends = new Map<Day, Day>()
function endDay(start: Day): Day {
  const end = ends.get(start) ?? addDays(start, 7)
  ends.set(start, end)
  return end
}

function scored(db: Database, { from, to }: Days) {
  return db
    .selectFrom('score_week')
    .select(['student_id', 'week_start', 'data_to', 'band', 'score', 'trend'])
    .where('week_start', '>=', from)
    .where('week_start', '<', to)
    .orderBy('week_start')
}

async function readOf(db: Database, range: Days, ids: readonly string[]) {
  const rows = []
  for (const part of inParts(ids))
    rows.push(await scored(db, range).where('student_id', 'in', part).execute())
  return rows.flat()
}

/** What the scores of these weeks are made of, by student and week. */
export async function readIndicators(
  db: Database,
  students: readonly { id: string; all: readonly WeekFacts[] }[],
): Promise<Map<string, WeekIndicator[]>> {
  const found = new Map<string, WeekIndicator[]>()
  const starts = [...new Set(students.flatMap(({ all }) => all.map(({ start }) => start)))]
  if (starts.length === 0) return found
  for (const part of inParts(students)) {
    const rows = await db
      .selectFrom('indicator_week')
      .select(['student_id', 'week_start', 'source', 'state', 'indicator', 'weight', 'days'])
      .where('week_start', 'in', starts)
      .where(
        'student_id',
        'in',
        part.map(({ id }) => id),
      )
      .orderBy('source')
      .execute()
    for (const { student_id, week_start, source, state, indicator, weight, days } of rows) {
      const key = `${student_id}|${week_start}`
      const own = { source, state, value: indicator ?? undefined, weight, days }
      found.set(key, [...(found.get(key) ?? []), own])
    }
  }
  return found
}
