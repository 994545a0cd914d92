import { addDays, type Day } from '../domain/day'
import { sources, type Source } from '../domain/source'
import { readSeenDays, type SeenDays } from '../queries/last-seen'
import { readDaysHeld } from '../queries/source-days'
import { silentAfter } from '../scoring/silence'
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
  const { students, among, settings, health, from } = basis
  const { isSeen, judge } = silence(health, from, settings.silent)
  const seen = await readSeenDays(among, sources, lookedAtFrom(basis))
  const unsettled = [...students.values()].filter(
    (student) => !isSeen(seen.get(student.student_id) ?? {}, factorOf(student, basis)),
  )
  const factsOf = await readSilences(basis, unsettled)
  const isKnownOf = programmesSeen(basis, new Set(unsettled.map(({ student_id }) => student_id)))
  const judgements = new Map<string, Judgement>(
    unsettled.map((student) => [
      student.student_id,
      isKnownOf(student) ? judge(factsOf(student)) : 'unknown',
    ]),
  )
  return {
    judgements,
    otherwise: undefined,
    heldWhenOpened: (closing) => heldWhenOpened(basis, closing),
    hasRecovered: ({ row }) => isSeenSince(seen.get(row.student_id), row.since),
  }
}

/** When those who were not seen lately were seen last, as far back as a year. */
async function readSilences(
  basis: Basis,
  unsettled: readonly EnrolledStudent[],
): Promise<(student: EnrolledStudent) => SilenceFacts> {
  const { db, today, from } = basis
  const ids = unsettled.map(({ student_id }) => student_id)
  const days = await readDaysSeen(db, { ids, from, to: today })
  const unseen = ids.filter((id) => !days.has(id))
  const before = await readLastActive(db, unseen, { from: addDays(today, -yearBack), to: from })
  const held = await readDaysHeld(db)
  const { counts } = basis.countingBefore(today)
  return (student) => ({
    seen: lastBefore(days.get(student.student_id) ?? [], today),
    before: before.get(student.student_id),
    first: laterOf(student.start_date, held?.first ?? today),
    factor: factorOf(student, basis),
    counts: (day) => counts(student, day),
  })
}

/**
 * Whether their programme is one of which the sources tell: of a programme of which hardly anybody was seen lately, the
 * systems are others.
 */
function programmesSeen(
  { students, configuration: { peers } }: Basis,
  unsettled: ReadonlySet<string>,
): (student: EnrolledStudent) => boolean {
  const counts = new Map<string, { all: number; seen: number }>()
  for (const { student_id, programme_code } of students.values()) {
    const { all, seen } = counts.get(programme_code) ?? { all: 0, seen: 0 }
    counts.set(programme_code, { all: all + 1, seen: seen + Number(!unsettled.has(student_id)) })
  }
  return ({ programme_code }) => {
    const { all, seen } = counts.get(programme_code) ?? { all: 0, seen: 0 }
    return all < peers.leastWidened || seen / all >= peers.usedByShare
  }
}

/** Who was seen since this day is silent by no source. */
function lookedAtFrom({ health, settings, configuration, today }: Basis): Day {
  const after = silentAfter(health, settings.silent.days * configuration.partTimeFactor)
  return Object.values(after).sort()[0] ?? today
}

const factorOf = ({ mode }: EnrolledStudent, { configuration }: Basis): number =>
  mode === 'part-time' ? configuration.partTimeFactor : 1

const laterOf = (one: Day, other: Day): Day => (one > other ? one : other)

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
    if (!student) continue
    const { counts } = basis.countingBefore(opened.dataTo)
    const { judge } = silence(await basis.healthBefore(opened.dataTo), basis.from, basis.settings.silent)
    const judgement = judge({
      seen: lastBefore(days.get(row.student_id) ?? [], opened.dataTo),
      first: row.since,
      factor: factorOf(student, basis),
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
