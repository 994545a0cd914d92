import { addDays, type Day } from '../domain/day'
import { nothingSaid, type Basis, type JudgedRule } from './basis'
import type { Episode } from './episode'
import type { Judgement } from './finding'
import { lastGap, missedSessions, type ExpectedEvent } from './missed-sessions'
import { readEvents, readMissing } from './read-events'

/** Teaching events are looked at so far back, in days. */
const reach = 84

/** The rule `missed-sessions` for everybody. */
export async function judgeAttendance(basis: Basis, episodes: readonly Episode[]): Promise<JudgedRule> {
  const { db, today, health, settings } = basis
  const { healthy, dataTo } = health.attendance
  if (!healthy || dataTo === undefined) return nothingSaid
  const told = episodes.filter(({ row }) => row.rule_code === 'missed-sessions')
  const [from = today] = [addDays(today, -reach), ...told.map(({ row }) => row.since)].sort()
  const candidates = await readMissing(db, { from, to: dataTo, sessions: settings.missedSessions.sessions })
  const ids = [...new Set([...candidates, ...told.map(({ row }) => row.student_id)])]
  const judge = judgeOf(basis, await readEvents(db, ids, from))
  return {
    judgements: new Map(await Promise.all(ids.map(async (id) => [id, await judge(id, today)] as const))),
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

/** What the rule says of a student by what is known of the days before one. */
function judgeOf(
  { students, healthBefore, countingBefore, settings }: Basis,
  events: ReadonlyMap<string, readonly ExpectedEvent[]>,
): (studentId: string, before: Day) => Promise<Judgement> {
  return async (id, before) => {
    const student = students.get(id)
    if (!student) return undefined
    const feed = (await healthBefore(before)).attendance
    const { counts } = countingBefore(before)
    const known = (events.get(id) ?? []).filter(({ day }) => day < before)
    const fed = { healthy: feed.healthy, dataTo: feed.dataTo, gapTo: lastGap(feed) }
    return missedSessions(known, (day) => counts(student, day), fed, before, settings.missedSessions)
  }
}
