import { addDays, type Day } from '../domain/day'
import { sources, type Source } from '../domain/source'
import { readSeenDays, type SeenDays } from '../queries/last-seen'
import { readDaysHeld } from '../queries/source-days'
import { readLastActive } from '../scoring/read-facts'
import type { EnrolledStudent } from '../scoring/read-enrolments'
import type { Basis, JudgedRule } from './basis'
import type { Episode } from './episode'
import type { Judgement } from './finding'
import { readDaysSeen } from './read-days-seen'
import { silence, type SilenceFacts } from './silent'

/** When somebody was seen last is looked for so far back, in days. */
const yearBack = 366

/** The rule `silent` for everybody. */
export async function judgeSilence(basis: Basis): Promise<JudgedRule> {
  const { db, today, students, among, settings } = basis
  const from = seenFrom(basis)
  const seen = await readSeenDays(among, sources, from)
  const held = await readDaysHeld(db)
  const judge = silence(basis.health, from, settings.silent)
  const { counts } = basis.countingBefore(today)
  const factsOf = (student: EnrolledStudent, lastSeen?: Day): SilenceFacts => {
    const own = seen.get(student.student_id) ?? {}
    return {
      seen: own,
      lastSeen: () => Object.values(own).sort().at(-1) ?? lastSeen,
      ...standing(basis, student, held?.first ?? today),
      counts: (day) => counts(student, day),
    }
  }
  const judgements = new Map<string, Judgement>()
  for (const student of students.values()) judgements.set(student.student_id, judge(factsOf(student)))
  const unseen = [...students.keys()].filter((id) => !seen.has(id) && typeof judgements.get(id) === 'object')
  const before = await readLastActive(db, unseen, { from: addDays(today, -yearBack), to: from })
  for (const [id, day] of before) {
    const student = students.get(id)
    if (student) judgements.set(id, judge(factsOf(student, day)))
  }
  return {
    judgements,
    otherwise: undefined,
    heldWhenOpened: (closing) => heldWhenOpened(basis, closing),
    hasRecovered: ({ row }) => isSeenSince(seen.get(row.student_id), row.since),
  }
}

/** Days are looked at from here on: further back than the longest silence and the days that do not count in it. */
function seenFrom({ today, from, settings: { silent }, configuration }: Basis): Day {
  const longest = Math.max(silent.days, ...silent.worseAfterDays) * configuration.partTimeFactor
  const first = addDays(today, -(longest + configuration.reachDays + 7))
  return first > from ? first : from
}

function standing({ configuration }: Basis, { mode, start_date }: EnrolledStudent, firstHeld: Day) {
  return {
    factor: mode === 'part-time' ? configuration.partTimeFactor : 1,
    first: start_date > firstHeld ? start_date : firstHeld,
  }
}

const isSeenSince = (seen: SeenDays | undefined, since: Day): boolean =>
  Object.values(seen ?? {}).some((day) => day >= since)

/** Looks again at each silence as on the day that its data ended, with what is known of those days by now. */
async function heldWhenOpened(basis: Basis, closing: readonly Episode[]): Promise<Set<string>> {
  const held = new Set<string>()
  const days = await readDaysSeen(basis.db, {
    ids: closing.map(({ row }) => row.student_id),
    from: basis.from,
    to: basis.today,
  })
  for (const { row, opened } of closing) {
    const student = basis.students.get(row.student_id)
    const { counts } = basis.countingBefore(opened.dataTo)
    const judge = silence(await basis.healthBefore(opened.dataTo), basis.from, basis.settings.silent)
    const seen = lastBefore(days.get(row.student_id) ?? [], opened.dataTo)
    const judgement =
      student &&
      judge({
        seen,
        lastSeen: () => undefined,
        ...standing(basis, student, row.since),
        counts: (day) => counts(student, day),
      })
    if (judgement !== undefined) held.add(row.episode_id)
  }
  return held
}

function lastBefore(days: readonly { source: Source; day: Day }[], to: Day): SeenDays {
  const seen: SeenDays = {}
  for (const { source, day } of days) if (day < to && day > (seen[source] ?? '')) seen[source] = day
  return seen
}
