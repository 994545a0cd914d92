import { addDays, daysFromTo, startOf, type Day } from '../domain/day'
import { groupBy } from '../domain/group-by'
import type { Outage } from '../scoring/feed-state'
import { nothingSaid, type Basis, type JudgedRule } from './basis'
import { isToldOf, missedWork, workKey, type HandedIn, type MissedWork } from './common-work'
import type { Episode } from './episode'
import type { Judgement } from './finding'
import { isMuchMissing, nothingHandedIn, workDays, type MissingWork } from './nothing-handed-in'
import { readCourses, readHandedIn, type WorkHandedIn } from './read-work'

/** The days before work is due that must be a student's own, and must be known: in them most of it is handed in. */
const daysBeforeDue = 7

/** The rule `nothing-handed-in` for everybody. */
export async function judgeWork(basis: Basis, episodes: readonly Episode[]): Promise<JudgedRule> {
  const { db, today, health, settings } = basis
  const { healthy, dataTo: lastDay } = health.submissions
  if (!healthy || lastDay === undefined) return nothingSaid
  const dataTo = addDays(lastDay, 1)
  const handedIn = await readHandedIn(db, { firstDue: firstDueOf(episodes, dataTo), today })
  const missed = await missedOf(basis, handedIn, dataTo)
  const isCertain = certainty(basis, dataTo)
  const count = countHandedIn(handedIn, settings.nothingHandedIn.graceDays)
  const judgements = new Map<string, Judgement>()
  for (const [id, missing] of missed) {
    const own = { missing, handedIn: count(id, dataTo) }
    const isKnown = missing.every(({ due }) => isCertain(due))
    judgements.set(id, isKnown ? nothingHandedIn(own, dataTo, settings.nothingHandedIn) : 'unknown')
  }
  return {
    judgements,
    otherwise: undefined,
    heldWhenOpened: (closing) => Promise.resolve(heldWhenOpened(basis, handedIn, count, closing)),
    hasRecovered: () => false,
  }
}

/** The first day on which work was due that is still told of, or was when an episode was opened. */
function firstDueOf(episodes: readonly Episode[], dataTo: Day): Day {
  const toldFrom = (to: Day): Day => addDays(to, -(workDays + 1))
  const told = episodes.filter(({ row }) => row.rule_code === 'nothing-handed-in')
  const known = told.flatMap(({ opened }) => [
    toldFrom(opened.dataTo),
    ...(opened.works ?? []).map(({ due }) => due),
  ])
  return [toldFrom(dataTo), ...known].sort()[0] ?? toldFrom(dataTo)
}

/** What is missing of whom: of a course in which they never handed in anything, only what nearly all peers have. */
async function missedOf(
  basis: Basis,
  handedIn: readonly HandedIn[],
  dataTo: Day,
): Promise<Map<string, MissingWork[]>> {
  const { db, students: studying, settings, today } = basis
  const students = [...studying.values()].map(({ student_id, programme_code, level, mode }) => ({
    studentId: student_id,
    peers: `${programme_code}|${level}|${mode}`,
  }))
  const isOwn = (id: string, due: Day): boolean => isExpected(basis, id, due, today)
  const missed = missedWork({ handedIn, students, isExpected: isOwn, dataTo }, settings.nothingHandedIn)
  const courses = await readCourses(db, [...missed.keys()], today)
  const takenBy = (id: string, works: readonly MissedWork[]): MissingWork[] =>
    works
      .filter(({ course, isCompulsory }) => isCompulsory || courses.has(`${id}|${course}`))
      .map(({ course, due }) => ({ course, due }))
  return new Map([...missed].map(([id, works]) => [id, takenBy(id, works)]))
}

/** Of work due on which days it is known who handed it in, and who was on leave. */
function certainty({ health }: Basis, dataTo: Day): (due: Day) => boolean {
  const isHandedInKnown = knownDays(health.submissions)
  // Where attendance is held, leave is known by it alone.
  const isLeaveKnown = health.attendance.dataTo === undefined ? () => true : knownDays(health.attendance)
  return (due) => {
    const from = addDays(due, -daysBeforeDue)
    return isHandedInKnown(from, dataTo) && isLeaveKnown(from, addDays(due, 1))
  }
}

/**
 * Whether work due on a day is to be expected of a student: a day of the week up to then counts, and on none of them were
 * they away.
 */
function isExpected(basis: Basis, id: string, due: Day, before: Day): boolean {
  const student = basis.students.get(id)
  if (!student) return false
  const { counts, isAway } = basis.countingBefore(before)
  const days = daysFromTo(addDays(due, 1 - daysBeforeDue), due)
  return days.some((day) => counts(student, day)) && !days.some((day) => isAway(student, day))
}

/** Whether nothing may be lacking of the days from one to before another. */
function knownDays({
  empty,
  outages,
}: {
  empty: ReadonlySet<Day>
  outages: readonly Outage[]
}): (from: Day, to: Day) => boolean {
  return (from, to) =>
    ![...empty].some((day) => day >= from && day < to) &&
    !outages.some((outage) => outage.from < to && (outage.to === undefined || outage.to > from))
}

/** How many pieces of work of 28 days a student has handed in, by what is known before a day. */
type CountHandedIn = (studentId: string, dataTo: Day) => number

function countHandedIn(handedIn: readonly WorkHandedIn[], graceDays: number): CountHandedIn {
  const own = groupBy(handedIn, ({ studentId }) => studentId)
  return (studentId, dataTo) => {
    const end = startOf(dataTo).toISOString()
    const works = own.get(studentId) ?? []
    const told = works.filter(({ due, at }) => at < end && isToldOf(due, dataTo, graceDays))
    return new Set(told.map(workKey)).size
  }
}

/** Work that was missing then, and was not handed in before the data ended that told so. */
function heldWhenOpened(
  basis: Basis,
  handedIn: readonly WorkHandedIn[],
  count: CountHandedIn,
  closing: readonly Episode[],
): Set<string> {
  const first = new Map<string, string>()
  for (const { studentId, at, ...work } of handedIn) {
    const key = `${studentId}|${workKey(work)}`
    if (at < (first.get(key) ?? '9')) first.set(key, at)
  }
  const held = closing.filter(({ row, opened }) => {
    const end = startOf(opened.dataTo).toISOString()
    const missing = (opened.works ?? []).filter(
      (work) =>
        isExpected(basis, row.student_id, work.due, opened.dataTo) &&
        (first.get(`${row.student_id}|${workKey(work)}`) ?? '9') >= end,
    )
    const own = { missing, handedIn: count(row.student_id, opened.dataTo) }
    return isMuchMissing(own, basis.settings.nothingHandedIn)
  })
  return new Set(held.map(({ row }) => row.episode_id))
}
