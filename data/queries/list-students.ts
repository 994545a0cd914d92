import type { Band, Trend } from '../domain/band'
import type { Day } from '../domain/day'
import type { Scope } from '../domain/scope'
import type { Sort } from '../domain/sort'
import type { Source } from '../domain/source'
import type { Status } from '../domain/student'
import { readOnTheRecord, type Look } from '../records/access-trail'
import type { SilentAfter } from '../scoring/silence'
import type { Database, Store } from '../store/store'
import { namedColumns } from './details'
import { lastContacts } from './last-contacts'
import { lastSeen } from './last-seen'
import { partOf, type Part } from './paging'
import { scoredWeeks, type Time } from './scored-weeks'
import { readScoredStudents, type ListedStudent, type ScoredStudent } from './scored-students'
import { orders } from './student-orders'

export interface StudentFilter extends Part {
  /** Only these, as far as the scope covers them. */
  ids?: readonly string[] | undefined
  level?: number | undefined
  bands?: readonly Band[] | undefined
  trend?: Trend | undefined
  /** The source that bands, trends and reasons are of; all together without. */
  source?: Source | undefined
  /** The time that bands, trends and reasons are of; the present without. */
  time?: Time | undefined
  /** Only who studies and was not seen since, source by source. */
  silentAfter?: SilentAfter | undefined
  /** Only with whom nobody has been in touch since that day. */
  notContactedSince?: Day | undefined
  sort: Sort
  /** How many of the sorted students to look at in all. */
  limit?: number | undefined
}

export interface StudentPage {
  students: ListedStudent[]
  /** Where the page begins: the last page where less is left than was asked for. */
  offset: number
  /** How many fit the filter, within its limit. */
  total: number
  /** How many the scope covers, at the filter's level if it has one. */
  population: number
  /** How many of these have too little data for a band. */
  unknown: number
  /** How many of these are low or none. */
  low: number
  /** The weeks whose scores tell, oldest first; empty where none was scored in the time asked for. */
  weeks: readonly Day[]
}

/**
 * A page of the students in scope that fit a filter, at the scope's detail, entered in the access trail. Columns that
 * the detail does not show are not selected; a detail that shows no person gets nobody.
 */
export function listStudents(
  store: Store,
  scope: Scope,
  filter: StudentFilter,
  look: Look,
): Promise<StudentPage> {
  return readOnTheRecord(
    store,
    scope,
    look,
    (tx) => readPage(tx, { store, scope }, filter),
    ({ students }) => students.map(({ student_id }) => student_id),
  )
}

interface Reading {
  store: Store
  scope: Scope
}

async function readPage(tx: Database, reading: Reading, filter: StudentFilter): Promise<StudentPage> {
  const { scope, store } = reading
  const { windowDays } = store.settings.indicator
  // Week by week, bands tell a trend.
  const time = namedColumns(scope.detail)?.reasons === true ? filter.time : undefined
  const weeks = await scoredWeeks(tx, time, { today: scope.today, windowDays })
  const { level, source } = filter
  const by = { weeks, source: source && { name: source, configuration: store.settings.indicator } }
  const known = weeks.length === 0 ? [] : await readScoredStudents(tx, scope, level, by)
  const population = filter.ids === undefined ? known.filter(({ status }) => isCurrent(status)) : known
  const silent = filter.silentAfter ? await silentOf(tx, reading, population, filter.silentAfter) : population
  const uncontacted = filter.notContactedSince
    ? await uncontactedOf(tx, scope, silent, filter.notContactedSince)
    : silent
  const fitting = uncontacted
    .filter(({ student_id }) => filter.ids === undefined || filter.ids.includes(student_id))
    .filter(({ band }) => filter.bands === undefined || filter.bands.includes(band))
    .filter(({ trend }) => filter.trend === undefined || filter.trend === trend)
    .sort(orders[filter.sort])
    .slice(0, filter.limit)
  const { rows, offset } = partOf(fitting, filter)
  return {
    students: rows.map(withoutScore),
    offset,
    total: fitting.length,
    population: population.length,
    unknown: population.filter(({ band }) => band === 'unknown').length,
    low: population.filter(({ band }) => band === 'low' || band === 'none').length,
    weeks,
  }
}

/** Who has left is nobody's to look after; who is away may come back. */
function isCurrent(status: Status): boolean {
  return status === 'active' || status === 'interrupted'
}

async function silentOf(
  tx: Database,
  { store, scope }: Reading,
  population: readonly ScoredStudent[],
  after: SilentAfter,
): Promise<ScoredStudent[]> {
  const seen = await lastSeen(tx, scope, after, store.settings.indicator)
  return population.flatMap((student) => {
    const { silent, day } = seen(student)
    return silent && student.status === 'active' ? [{ ...student, last_active: day ?? null }] : []
  })
}

/** Where a detail shows no contacts, nobody: it must not tell with whom there were none. */
async function uncontactedOf(
  tx: Database,
  scope: Scope,
  students: readonly ScoredStudent[],
  since: Day,
): Promise<ScoredStudent[]> {
  if (namedColumns(scope.detail)?.contacts !== true) return []
  const contacts = await lastContacts(tx, scope)
  return students.flatMap((student) => {
    const last_contact = contacts.get(student.student_id) ?? null
    return (last_contact ?? '') < since ? [{ ...student, last_contact }] : []
  })
}

/** The score orders the list; not every detail may see it. */
function withoutScore({
  score,
  start_date: _start,
  programme_code: _programme,
  ...student
}: ScoredStudent): ListedStudent {
  return student
}
