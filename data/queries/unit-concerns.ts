import type { AlertRule } from '../domain/alert'
import type { Day } from '../domain/day'
import { groupBy } from '../domain/group-by'
import type { Scope } from '../domain/scope'
import { readOnTheRecord, type Look } from '../records/access-trail'
import type { Database, Store } from '../store/store'
import { currentWeek } from './current-week'
import { namedColumns } from './details'
import { readScoredStudents, type ListedStudent } from './scored-students'
import { scopedStudents } from './scoped-students'

/** One student of a unit with the episodes that are open. */
export interface UnitConcern {
  studentId: string
  /** At least one. */
  episodes: { rule: AlertRule; level: number; since: Day; reason: string }[]
}

/** How far staff know of a student's open episodes: nobody was told yet, somebody was, or has responded. */
export type Heard = 'untold' | 'told' | 'responded'

export interface UnitConcerns {
  /** The first in the order that is asked for, with their students as the scope shows them. */
  few: (UnitConcern & { student: ListedStudent; heard: Heard })[]
  /** How many students have an open episode … */
  students: number
  /** … of how many of these somebody has been told … */
  told: number
  /** … and of how many somebody has opened what tells it. */
  opened: number
}

export type ConcernOrder = (a: UnitConcern, b: UnitConcern) => number

/**
 * The students in scope whom alerts are about now, the first few by name and entered in the access trail. Nobody, and no
 * number, at a detail that shows no reasons.
 */
export function readUnitConcerns(
  store: Store,
  scope: Scope,
  asked: { most: number; order: (db: Database) => Promise<ConcernOrder> },
  look: Look,
): Promise<UnitConcerns> {
  return readOnTheRecord(
    store,
    scope,
    look,
    async (tx) => {
      if (namedColumns(scope.detail)?.reasons !== true) return { few: [], students: 0, told: 0, opened: 0 }
      const concerns = (await concernsIn(tx, scope)).sort(await asked.order(tx))
      const first = await withStudents(tx, scope, concerns.slice(0, asked.most))
      const { told, opened } = await heardIn(tx, scope)
      const few = first.map((each) => ({ ...each, heard: heardOf(each.studentId, told, opened) }))
      return { few, students: concerns.length, told: told.size, opened: opened.size }
    },
    ({ few }) => few.map(({ studentId }) => studentId),
  )
}

/** Students who study now, with their open episodes. */
function openIn(tx: Database, scope: Scope) {
  return scopedStudents(tx, scope)
    .innerJoin('alert_episode', 'alert_episode.student_id', 'student.student_id')
    .where('student.status', '=', 'active')
    .where('alert_episode.state', '=', 'open')
    .where('alert_episode.rule_code', '<>', 'recovered')
}

async function concernsIn(tx: Database, scope: Scope): Promise<UnitConcern[]> {
  const rows = await openIn(tx, scope)
    .select([
      'student.student_id',
      'alert_episode.rule_code',
      'alert_episode.level',
      'alert_episode.since',
      'alert_episode.reason',
    ])
    .orderBy('alert_episode.episode_id')
    .execute()
  const byStudent = groupBy(rows, ({ student_id }) => student_id)
  return [...byStudent].map(([studentId, own]) => ({
    studentId,
    episodes: own.map(({ rule_code: rule, level, since, reason }) => ({ rule, level, since, reason })),
  }))
}

async function withStudents(
  tx: Database,
  scope: Scope,
  concerns: readonly UnitConcern[],
): Promise<(UnitConcern & { student: ListedStudent })[]> {
  if (concerns.length === 0) return []
  const by = { weeks: [await currentWeek(tx, scope.today)] }
  const students = await readScoredStudents(tx, scope, undefined, by)
  return concerns.flatMap((concern) => {
    const student = students.find(({ student_id }) => student_id === concern.studentId)
    return student ? [{ ...concern, student }] : []
  })
}

/** Of whose open episodes somebody was told, and of whose somebody has opened what tells it. */
async function heardIn(tx: Database, scope: Scope): Promise<{ told: Set<string>; opened: Set<string> }> {
  const rows = await openIn(tx, scope)
    .innerJoin('alert_reason', 'alert_reason.episode_id', 'alert_episode.episode_id')
    .innerJoin('alert', 'alert.alert_id', 'alert_reason.alert_id')
    .where('alert.told_at', 'is not', null)
    .select(['student.student_id', 'alert.opened_at'])
    .execute()
  const opened = rows.filter(({ opened_at }) => opened_at !== null)
  return { told: idsOf(rows), opened: idsOf(opened) }
}

const idsOf = (rows: readonly { student_id: string }[]): Set<string> =>
  new Set(rows.map(({ student_id }) => student_id))

function heardOf(student: string, told: Set<string>, opened: Set<string>): Heard {
  if (opened.has(student)) return 'responded'
  return told.has(student) ? 'told' : 'untold'
}
