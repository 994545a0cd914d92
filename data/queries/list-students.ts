import { sql } from 'kysely'
import { bands, type Band, type Trend } from '../domain/band'
import type { Day } from '../domain/day'
import type { Scope } from '../domain/scope'
import type { Sort } from '../domain/sort'
import type { Source } from '../domain/source'
import type { Status } from '../domain/student'
import { readOnTheRecord, type Look } from '../records/access-trail'
import type { SilentAfter } from '../scoring/silence'
import type { Database, Store } from '../store/store'
import type { Studying } from './days-that-count'
import { namedColumns, type DetailColumns } from './details'
import { lastContacts } from './last-contacts'
import { lastSeen } from './last-seen'
import { partOf, type Part } from './paging'
import { scopedStudents } from './scoped-students'
import { scoredWeeks, type Time } from './scored-weeks'
import { standings, type JudgedBy } from './standing'

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

export interface ListedStudent {
  student_id: string
  given_name: string
  family_name: string
  programme: string
  level: number
  status: Status
  band: Band
  trend: Trend | null
  reason: string | null
  /** The last day with any activity; of who is silent in a source, the last day with activity in it. */
  last_active: Day | null
  /** Where it was asked for: the last day on which anybody was in touch, null where nobody ever was. */
  last_contact?: Day | null
  /** Of a time of several weeks: in how many of those judged the band was low or none. */
  weeks_low: number
  weeks_judged: number
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
  const known = weeks.length === 0 ? [] : await readPopulation(tx, reading, filter, weeks)
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

type ScoredStudent = ListedStudent & Studying & { score: number | null }

async function readPopulation(
  tx: Database,
  { store, scope }: Reading,
  { level, source }: StudentFilter,
  weeks: readonly Day[],
): Promise<ScoredStudent[]> {
  const columns = namedColumns(scope.detail)
  if (!columns) return []
  const configuration = store.settings.indicator
  const by = { weeks, source: source && { name: source, configuration } }
  const covered = scopedStudents(tx, scope)
  const students = level === undefined ? covered : covered.where('student.level', '=', level)
  const standing = await readStandings(tx, students, by, columns)
  const rows = await students
    .select([
      'student.student_id',
      'student.given_name',
      'student.family_name',
      'programme.name as programme',
      'student.level',
      'student.status',
      'student.start_date',
      'student.programme_code',
    ])
    .execute()
  return rows.flatMap((row) => {
    const own = standing.get(row.student_id)
    return own ? [{ ...row, ...own }] : []
  })
}

type Standing = Pick<
  ScoredStudent,
  'band' | 'score' | 'trend' | 'reason' | 'last_active' | 'weeks_low' | 'weeks_judged'
>

async function readStandings(
  tx: Database,
  students: ReturnType<typeof scopedStudents>,
  by: JudgedBy,
  { reasons }: DetailColumns,
): Promise<Map<string, Standing>> {
  const nothing = sql<null>`null`
  const rows = await standings(tx, students, by)
    .select([
      'standing.student_id',
      'standing.band',
      reasons ? 'standing.score' : nothing.as('score'),
      reasons ? 'standing.trend' : nothing.as('trend'),
      reasons ? 'standing.reason' : nothing.as('reason'),
      reasons ? 'standing.last_active' : nothing.as('last_active'),
      'standing.weeks_low',
      'standing.weeks_judged',
    ])
    .execute()
  return new Map(rows.map(({ student_id, ...standing }) => [student_id, standing]))
}

type Order = (a: ScoredStudent, b: ScoredStudent) => number

const collator = new Intl.Collator('en-GB')

const byName: Order = (a, b) =>
  collator.compare(a.family_name, b.family_name) ||
  collator.compare(a.given_name, b.given_name) ||
  collator.compare(a.student_id, b.student_id)

/** By the band alone where the detail shows no more: the order would tell more. */
const byScore: Order = (a, b) => heightOf(a) - heightOf(b) || byName(a, b)

const heightOf = ({ score, band }: ScoredStudent): number =>
  score ?? (band === 'unknown' ? Infinity : -bands.indexOf(band))

const trendOrder = ['falling', 'steady', 'rising', null]

const orders: Record<Sort, Order> = {
  score: byScore,
  name: byName,
  trend: (a, b) => trendOrder.indexOf(a.trend) - trendOrder.indexOf(b.trend) || byScore(a, b),
  'last-active': (a, b) => compare(silence(a), silence(b)) || byName(a, b),
}

/** Who is away cannot be silent. */
const silence = ({ status, last_active }: ScoredStudent): string =>
  status === 'active' ? (last_active ?? '') : 'away'

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The score orders the list; not every detail may see it. */
function withoutScore({
  score,
  start_date: _start,
  programme_code: _programme,
  ...student
}: ScoredStudent): ListedStudent {
  return student
}
