import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { addDays, daysFromTo, type Day } from '../../data/domain/day'
import { isWeekday } from '../../data/scoring/countable-days'
import { lines } from './feed-files'
import { assignments, calendar, groups, organisation, staff, students } from './university-feeds'

const everybody = groups.flatMap(({ ids }) => ids)
const termBegan = '2026-09-21'

/** A line for everybody on every weekday from a day to another. */
function daily(from: Day, to: Day, line: (id: string, day: Day) => string): string[] {
  return daysFromTo(from, to)
    .filter(isWeekday)
    .flatMap((day) => everybody.map((id) => line(id, day)))
}

/** Files of every activity feed: what everybody did from a day to another. */
export function activityOf(from: Day, to: Day): Record<string, string> {
  return {
    attendance: lines(
      'student_id,session_id,starts_at,status',
      ...daily(from, to, (id, day) => `${id},S${day},${day}T09:00:00,present`),
    ),
    canvas: lines(
      'student_id,occurred_at,event,course_code',
      ...daily(from, to, (id, day) => `${id},${day}T10:00:00,page-view,A`),
      ...daily(from, to, (id, day) => `${id},${day}T11:00:00,submission,A`),
    ),
    library: lines(
      'student_id,occurred_at,event',
      ...daily(from, to, (id, day) => `${id},${day}T12:00:00,visit`),
    ),
    printing: lines(
      'student_id,occurred_at,pages',
      ...daily(from, to, (id, day) => `${id},${day}T13:00:00,2`),
    ),
  }
}

/** The university for tests, with everything that everybody did from the beginning of the term up to a day, by file name. */
export function nightOf(day: Day): Record<string, string> {
  const activity = activityOf(termBegan, addDays(day, -1))
  return Object.fromEntries(
    Object.entries({ organisation, students, staff, assignments, calendar, ...activity }).map(
      ([feed, content]) => [`${feed}.csv`, content],
    ),
  )
}

/** Writes files by their paths in a folder, as of some minutes ago. */
export function writeFiles(
  folder: string,
  files: Readonly<Record<string, string | Buffer>>,
  writtenAt = new Date(Date.now() - 180_000),
): void {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, content)
    // Long enough ago that no night waits to see whether it is still being written.
    utimesSync(file, writtenAt, writtenAt)
  }
}
