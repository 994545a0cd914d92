import { addDays, dayOf, daysFromTo, startOf, type Day } from '../domain/day'
import { groupBy } from '../domain/group-by'
import type { Outage } from '../scoring/feed-state'
import { inParts } from '../store/in-parts'
import type { Database } from '../store/store'
import { nothingSaid, type Basis, type JudgedRule } from './basis'
import { isToldOf, missedWork, workKey, type HandedIn, type MissedWork } from './common-work'
import type { Episode } from './episode'
import type { Judgement } from './finding'
import { isMuchMissing, nothingHandedIn, workDays } from './nothing-handed-in'

/** The days before work is due that must be a student's own, and must be known: in them most of it is handed in. */
const daysBeforeDue = 7

const yearBack = 366

/** The rule `nothing-handed-in` for everybody. */
export async function judgeWork(basis: Basis, episodes: readonly Episode[]): Promise<JudgedRule> {
  const { db, today, health, students, settings } = basis
  const { healthy, dataTo: lastDay } = health.submissions
  if (!healthy || lastDay === undefined) return nothingSaid
  const dataTo = addDays(lastDay, 1)
  const told = episodes.filter(({ row }) => row.rule_code === 'nothing-handed-in')
  const firstDue =
    [
      addDays(dataTo, -(workDays + 1)),
      ...told.map(({ opened }) => addDays(opened.dataTo, -(workDays + 1))),
      ...told.flatMap(({ opened }) => (opened.works ?? []).map(({ due }) => due)),
    ].sort()[0] ?? today
  const handedIn = await readHandedIn(db, { firstDue, today })
  const expected = [...students.values()].map(({ student_id, programme_code, level, mode }) => ({
    studentId: student_id,
    peers: `${programme_code}|${level}|${mode}`,
  }))
  const missed = missedWork(
    { handedIn, students: expected, isExpected: (id, due) => isExpected(basis, id, due, today), dataTo },
    settings.nothingHandedIn,
  )
  const courses = await readCourses(db, missed, today)
  const isHandedInKnown = knownDays(health.submissions)
  // Where attendance is held, leave is known by it alone.
  const isLeaveKnown = health.attendance.dataTo === undefined ? () => true : knownDays(health.attendance)
  const isCertain = ({ due }: { due: Day }): boolean => {
    const from = addDays(due, -daysBeforeDue)
    return isHandedInKnown(from, dataTo) && isLeaveKnown(from, addDays(due, 1))
  }
  const { graceDays } = settings.nothingHandedIn
  const count = countHandedIn(handedIn, graceDays)
  const judgements = new Map<string, Judgement>()
  for (const [id, works] of missed) {
    const theirs = works.filter(({ course, isCompulsory }) => isCompulsory || courses.has(`${id}|${course}`))
    const own = theirs.map(({ course, due }) => ({ course, due }))
    const work = { missing: own, handedIn: count(id, dataTo) }
    const isKnown = own.every(isCertain)
    judgements.set(id, isKnown ? nothingHandedIn(work, dataTo, settings.nothingHandedIn) : 'unknown')
  }
  return {
    judgements,
    otherwise: undefined,
    heldWhenOpened: (closing) => Promise.resolve(heldWhenOpened(basis, handedIn, count, closing)),
    hasRecovered: () => false,
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

function countHandedIn(handedIn: readonly (HandedIn & { at: string })[], graceDays: number): CountHandedIn {
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
  handedIn: readonly (HandedIn & { at: string })[],
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

/** All work due from a day on that anybody has handed in. */
async function readHandedIn(
  db: Database,
  { firstDue, today }: { firstDue: Day; today: Day },
): Promise<(HandedIn & { at: string })[]> {
  const rows = await db
    .selectFrom('submission')
    .select(['student_id', 'course_code', 'due_at', 'submitted_at'])
    .where('day', '>=', addDays(today, -yearBack))
    .where('day', '<', today)
    .where('due_at', '>=', startOf(firstDue).toISOString())
    .where('course_code', '<>', '')
    .execute()
  const dueDays = new Map<string, Day>()
  return rows.map(({ student_id, course_code, due_at, submitted_at }) => {
    const instant = due_at ?? ''
    const due = dueDays.get(instant) ?? dayOf(new Date(instant))
    dueDays.set(instant, due)
    return { studentId: student_id, course: course_code, due, at: submitted_at }
  })
}

/** In which courses those who miss something have ever handed in anything. */
async function readCourses(
  db: Database,
  missed: ReadonlyMap<string, readonly MissedWork[]>,
  today: Day,
): Promise<Set<string>> {
  const courses = new Set<string>()
  for (const part of inParts([...missed.keys()])) {
    const rows = await db
      .selectFrom('submission')
      .select(['student_id', 'course_code'])
      .distinct()
      .where('student_id', 'in', part)
      .where('day', '>=', addDays(today, -yearBack))
      .where('day', '<', today)
      .execute()
    for (const { student_id, course_code } of rows) courses.add(`${student_id}|${course_code}`)
  }
  return courses
}
