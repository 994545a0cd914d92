import type { AlertRuleSettings } from '../configuration/alerts'
import { addDays, type Day } from '../domain/day'
import { groupBy } from '../domain/group-by'
import { workDays, type MissingWork } from './nothing-handed-in'

/** Work that a student handed in, by its course and the day on which it was due. */
export interface HandedIn extends MissingWork {
  studentId: string
}

/** A student who may be expected to hand in what their peers do. */
export interface WorkStudent {
  studentId: string
  /** Programme, level and mode: their peers are those who share it. */
  peers: string
}

export interface WorkFacts {
  handedIn: readonly HandedIn[]
  students: readonly WorkStudent[]
  /** Whether the days around the one on which it was due count for the student. */
  isExpected: (studentId: string, due: Day) => boolean
  /** Submissions are known to before this day. */
  dataTo: Day
}

/** What nearly all peers hand in is expected also of who has handed in nothing of that course yet. */
const compulsoryShare = 0.9

/** Work missing of a student, and whether nearly all peers have handed it in. */
export interface MissedWork extends MissingWork {
  isCompulsory: boolean
}

/**
 * Who has not handed in what at least `peersShare` of at least `leastPeers` peers have, `graceDays` after it was due. The
 * store knows no list of assignments: a course and a day on which work is due are one. Whoever handed in, in that course,
 * what was due later for them and not for most of their peers has an extension, and misses nothing.
 */
export function missedWork(facts: WorkFacts, settings: WorkSettings): Map<string, MissedWork[]> {
  const groups = groupBy(facts.students, ({ peers }) => peers)
  const works = groupBy(facts.handedIn, workKey)
  const shareOf = sharesOf(works, groups, facts)
  const isCommon: IsCommon = (work, peers) => {
    const { share, others } = shareOf(work, peers)
    return others >= settings.leastPeers && share >= settings.peersShare
  }
  const hasExtension = extensions(facts.handedIn, isCommon)
  const missed = new Map<string, MissedWork[]>()
  for (const handedIn of works.values()) {
    const [work] = handedIn
    if (!work || !isToldOf(work.due, facts.dataTo, settings.graceDays)) continue
    const { course, due } = work
    const handed = new Set(handedIn.map(({ studentId }) => studentId))
    for (const peers of peersOf(handed, facts.students)) {
      if (!isCommon(work, peers)) continue
      const isCompulsory = shareOf(work, peers).share >= compulsoryShare
      for (const { studentId } of groups.get(peers) ?? []) {
        if (handed.has(studentId) || !facts.isExpected(studentId, due)) continue
        if (!hasExtension(studentId, work, peers))
          missed.set(studentId, [...(missed.get(studentId) ?? []), { course, due, isCompulsory }])
      }
    }
  }
  return missed
}

type WorkSettings = AlertRuleSettings['nothingHandedIn']

/** Whether most of these peers have handed in a work. */
type IsCommon = (work: MissingWork, peers: string) => boolean

/** Whether a student has handed in, in the course of a work, what was due later for them and not for most of their peers. */
function extensions(
  handedIn: readonly HandedIn[],
  isCommon: IsCommon,
): (studentId: string, work: MissingWork, peers: string) => boolean {
  const courses = groupBy(handedIn, ({ studentId, course }) => `${studentId}|${course}`)
  return (studentId, { course, due }, peers) =>
    (courses.get(`${studentId}|${course}`) ?? []).some((other) => other.due > due && !isCommon(other, peers))
}

/** Whether work that was due then is told of where submissions are known to before `dataTo`. */
export function isToldOf(due: Day, dataTo: Day, graceDays: number): boolean {
  return addDays(due, graceDays) < dataTo && addDays(due, workDays) >= dataTo
}

export const workKey = ({ course, due }: MissingWork): string => `${course}|${due}`

interface Share {
  /** Of the peers expected to hand in, but for one: the student who is asked about. */
  share: number
  others: number
}

function sharesOf(
  works: ReadonlyMap<string, readonly HandedIn[]>,
  groups: ReadonlyMap<string, readonly WorkStudent[]>,
  { isExpected }: WorkFacts,
): (work: MissingWork, peers: string) => Share {
  const known = new Map<string, Share>()
  return (work, peers) => {
    const key = `${workKey(work)}|${peers}`
    const found = known.get(key)
    if (found) return found
    const handed = new Set(works.get(workKey(work))?.map(({ studentId }) => studentId))
    const expected = (groups.get(peers) ?? []).filter(
      ({ studentId }) => handed.has(studentId) || isExpected(studentId, work.due),
    )
    const others = Math.max(0, expected.length - 1)
    const share = expected.filter(({ studentId }) => handed.has(studentId)).length / Math.max(1, others)
    known.set(key, { share, others })
    return { share, others }
  }
}

function peersOf(handed: ReadonlySet<string>, students: readonly WorkStudent[]): Set<string> {
  return new Set(students.flatMap(({ studentId, peers }) => (handed.has(studentId) ? [peers] : [])))
}
