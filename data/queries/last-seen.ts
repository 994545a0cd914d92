import type { Configuration } from '../configuration/indicator'
import { addDays, daysFromTo, type Day } from '../domain/day'
import type { Scope } from '../domain/scope'
import { sources, type Source } from '../domain/source'
import type { SilentAfter } from '../scoring/silence'
import type { Database } from '../store/store'
import { daysThatCount, type Studying } from './days-that-count'
import { inScope, type Among } from './scoped-students'

/** How far back it is looked, in days: who was not seen for longer is told as such. */
const reach = 366

/** When a student was seen last in the sources that were asked for, and whether that is so long ago that they are silent. */
export interface LastSeen {
  /** Absent where nothing was seen for a year. */
  day: Day | undefined
  silent: boolean
}

/** The last day on which a student was seen in each source. */
export type SeenDays = Partial<Record<Source, Day>>

/**
 * When students in scope were seen last, and who was not seen since a day that differs by source. For each of the days since
 * then that does not count for a student, it is an earlier day for them. Whoever was expected at no teaching event since
 * then missed none.
 */
export async function lastSeen(
  tx: Database,
  scope: Scope,
  after: SilentAfter,
  { reachDays, absenceGapDays }: Pick<Configuration, 'reachDays' | 'absenceGapDays'>,
): Promise<(student: Studying) => LastSeen> {
  const { today } = scope
  const among = inScope(tx, scope)
  const asked = sources.filter((source) => after[source] !== undefined)
  const seen = await readSeenDays(among, asked, addDays(today, -reach))
  const isAttendance = asked.length === 1 && asked[0] === 'attendance'
  const missed = isAttendance ? await absences(among) : undefined
  const from = addDays([...Object.values(after)].sort()[0] ?? today, -reachDays)
  const counts = await daysThatCount(tx, scope, { from, absenceGapDays })
  return (student) => {
    const days = seen.get(student.student_id) ?? {}
    const hasMissed = !missed || (missed.get(student.student_id) ?? '') > (after.attendance ?? '')
    return {
      day: Object.values(days).sort().at(-1),
      silent: hasMissed && isSilent(days, after, { from, to: today }, (day) => counts(student, day)),
    }
  }
}

/**
 * Whether somebody was seen in none of the sources since a day that differs by source, or, for each of the days from then
 * to `to` that does not count for them, since a day earlier; nobody is before enough of their days have counted.
 */
export function isSilent(
  seen: SeenDays,
  after: SilentAfter,
  { from, to }: { from: Day; to: Day },
  counts: (day: Day) => boolean,
): boolean {
  const asked = Object.entries(after) as [Source, Day][]
  return (
    asked.length > 0 &&
    asked.every(([source, since]) => {
      // Most were seen since: of them it need not be counted.
      if ((seen[source] ?? '') > since) return false
      const day = countedBack(since, { from, to }, counts)
      return day !== undefined && (seen[source] ?? '') <= day
    })
  )
}

/** So many days before `since` as there are days after it that do not count; undefined where not enough have counted. */
function countedBack(
  since: Day,
  { from, to }: { from: Day; to: Day },
  counts: (day: Day) => boolean,
): Day | undefined {
  let owed = daysFromTo(addDays(since, 1), to).filter((day) => !counts(day)).length
  let day = since
  for (; owed > 0 && day >= from; day = addDays(day, -1)) if (counts(day)) owed -= 1
  return owed > 0 ? undefined : day
}

/** The last day from `from` to today on which each student was seen in each of the sources. */
export async function readSeenDays(
  { students, today }: Among,
  asked: readonly Source[],
  from: Day,
): Promise<Map<string, SeenDays>> {
  const seen = new Map<string, SeenDays>()
  for (const { student_id, source, day } of [
    ...(await activeDays(students, asked, { from, today })),
    ...(asked.includes('attendance') ? await attendedDays(students, { from, today }) : []),
    ...(asked.includes('submissions') ? await submittedDays(students, { from, today }) : []),
  ])
    seen.set(student_id, { ...seen.get(student_id), [source]: day })
  return seen
}

interface LookedAt {
  from: Day
  today: Day
}

function activeDays(students: Among['students'], asked: readonly Source[], { from, today }: LookedAt) {
  const among = (['canvas', 'library', 'printing'] as const).filter((source) => asked.includes(source))
  if (among.length === 0) return Promise.resolve([])
  return students
    .innerJoin('activity_day', 'activity_day.student_id', 'student.student_id')
    .where('activity_day.source', 'in', among)
    .where('activity_day.day', '>=', from)
    .where('activity_day.day', '<=', today)
    .select(({ fn }) => [
      'student.student_id',
      'activity_day.source',
      fn.max<Day>('activity_day.day').as('day'),
    ])
    .groupBy(['student.student_id', 'activity_day.source'])
    .execute()
}

async function attendedDays(students: Among['students'], { from, today }: LookedAt) {
  const rows = await students
    .innerJoin('attendance', 'attendance.student_id', 'student.student_id')
    .where('attendance.status', 'in', ['present', 'late'])
    .where('attendance.day', '>=', from)
    .where('attendance.day', '<=', today)
    .select(({ fn }) => ['student.student_id', fn.max<Day>('attendance.day').as('day')])
    .groupBy('student.student_id')
    .execute()
  return rows.map((row) => ({ ...row, source: 'attendance' as const }))
}

async function submittedDays(students: Among['students'], { from, today }: LookedAt) {
  const rows = await students
    .innerJoin('submission', 'submission.student_id', 'student.student_id')
    .where('submission.day', '>=', from)
    .where('submission.day', '<=', today)
    .select(({ fn }) => ['student.student_id', fn.max<Day>('submission.day').as('day')])
    .groupBy('student.student_id')
    .execute()
  return rows.map((row) => ({ ...row, source: 'submissions' as const }))
}

/** The last day on which each was absent from teaching. */
async function absences({ students, today }: Among): Promise<ReadonlyMap<string, Day>> {
  const rows = await students
    .innerJoin('attendance', 'attendance.student_id', 'student.student_id')
    .where('attendance.status', '=', 'absent')
    .where('attendance.day', '>=', addDays(today, -reach))
    .where('attendance.day', '<=', today)
    .select(({ fn }) => ['student.student_id', fn.max<Day>('attendance.day').as('day')])
    .groupBy('student.student_id')
    .execute()
  return new Map(rows.map(({ student_id, day }) => [student_id, day]))
}
