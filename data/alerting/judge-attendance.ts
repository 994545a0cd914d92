import { sql } from 'kysely'
import { addDays, type Day } from '../domain/day'
import { groupBy } from '../domain/group-by'
import { inParts } from '../store/in-parts'
import type { Database } from '../store/store'
import { nothingSaid, type Basis, type JudgedRule } from './basis'
import type { Episode } from './episode'
import { lastGap, missedSessions, type ExpectedEvent } from './missed-sessions'

/** Teaching events are looked at so far back, in days. */
const reach = 84

/** The rule `missed-sessions` for everybody. */
export async function judgeAttendance(basis: Basis, episodes: readonly Episode[]): Promise<JudgedRule> {
  const { db, today, health, students, settings } = basis
  const { healthy, dataTo } = health.attendance
  if (!healthy || dataTo === undefined) return nothingSaid
  const told = episodes.filter(({ row }) => row.rule_code === 'missed-sessions')
  const [from = today] = [addDays(today, -reach), ...told.map(({ row }) => row.since)].sort()
  const candidates = await readMissing(db, { from, to: dataTo, sessions: settings.missedSessions.sessions })
  const ids = [...new Set([...candidates, ...told.map(({ row }) => row.student_id)])]
  const events = await readEvents(db, ids, from)
  const judge = async (id: string, before: Day) => {
    const student = students.get(id)
    if (!student) return undefined
    const feed = (await basis.healthBefore(before)).attendance
    const { counts } = basis.countingBefore(before)
    const known = (events.get(id) ?? []).filter(({ day }) => day < before)
    const fed = { healthy: feed.healthy, dataTo: feed.dataTo, gapTo: lastGap(feed) }
    return missedSessions(known, (day) => counts(student, day), fed, before, settings.missedSessions)
  }
  const judgements: JudgedRule['judgements'] = new Map(
    await Promise.all(ids.map(async (id) => [id, await judge(id, today)] as const)),
  )
  return {
    judgements,
    otherwise: undefined,
    heldWhenOpened: async (closing) => {
      const held = new Set<string>()
      for (const { row, opened } of closing)
        if ((await judge(row.student_id, opened.dataTo)) !== undefined) held.add(row.episode_id)
      return held
    },
    hasRecovered: () => false,
  }
}

/** Who was absent from so many events, or more, after the last that they came to. */
async function readMissing(
  db: Database,
  { from, to, sessions }: { from: Day; to: Day; sessions: number },
): Promise<string[]> {
  const came = db
    .selectFrom('attendance')
    .select(({ fn }) => ['attendance.student_id', fn.max('attendance.starts_at').as('last')])
    .where('attendance.day', '>=', from)
    .where('attendance.day', '<=', to)
    .where('attendance.status', 'in', ['present', 'late'])
    .groupBy('attendance.student_id')
  const rows = await db
    .selectFrom('attendance')
    .leftJoin(came.as('came'), 'came.student_id', 'attendance.student_id')
    .select('attendance.student_id')
    .where('attendance.day', '>=', from)
    .where('attendance.day', '<=', to)
    .where('attendance.status', '=', 'absent')
    .where((eb) =>
      eb.or([eb('came.last', 'is', null), eb('attendance.starts_at', '>', sql.ref<string>('came.last'))]),
    )
    .groupBy('attendance.student_id')
    .having(({ fn }) => fn.countAll<number>(), '>=', sessions)
    .execute()
  return rows.map(({ student_id }) => student_id)
}

async function readEvents(
  db: Database,
  ids: readonly string[],
  from: Day,
): Promise<Map<string, (ExpectedEvent & { student_id: string })[]>> {
  const rows = []
  for (const part of inParts(ids)) {
    const found = await db
      .selectFrom('attendance')
      .select(['student_id', 'day', 'starts_at', 'status'])
      .where('student_id', 'in', part)
      .where('day', '>=', from)
      .execute()
    rows.push(...found)
  }
  return groupBy(rows, ({ student_id }) => student_id)
}
