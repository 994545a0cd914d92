import { sql } from 'kysely'
import type { Band, Trend } from '../domain/band'
import type { Scope } from '../domain/scope'
import type { Status } from '../domain/student'
import { readOnTheRecord, type Look } from '../records/access-trail'
import type { Database, Store } from '../store/store'
import { currentWeek } from './current-week'
import { namedColumns } from './details'
import { partOf, type Part } from './paging'
import { scopedStudents } from './scoped-students'
import { shownBand, withScores } from './with-scores'

export interface StudentFilter extends Part {
  /** Only these, as far as the scope covers them. */
  ids?: readonly string[] | undefined
  level?: number | undefined
  bands?: readonly Band[] | undefined
  trend?: Trend | undefined
  /** `score` puts the lowest first and students without a score last. */
  sort: 'score' | 'name'
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
  main_reason: string | null
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
    (tx) => readPage(tx, scope, filter),
    ({ students }) => students.map(({ student_id }) => student_id),
  )
}

async function readPage(tx: Database, scope: Scope, filter: StudentFilter): Promise<StudentPage> {
  const known = await readPopulation(tx, scope, filter.level)
  const population = filter.ids === undefined ? known.filter(({ status }) => isCurrent(status)) : known
  const fitting = population
    .filter(({ student_id }) => filter.ids === undefined || filter.ids.includes(student_id))
    .filter(({ band }) => filter.bands === undefined || filter.bands.includes(band))
    .filter(({ trend }) => filter.trend === undefined || filter.trend === trend)
    .sort(filter.sort === 'name' ? byName : byScore)
    .slice(0, filter.limit)
  const { rows, offset } = partOf(fitting, filter)
  return {
    students: rows.map(withoutScore),
    offset,
    total: fitting.length,
    population: population.length,
    unknown: population.filter(({ band }) => band === 'unknown').length,
  }
}

/** Who has left is nobody's to look after; who is away may come back. */
function isCurrent(status: Status): boolean {
  return status === 'active' || status === 'interrupted'
}

type ScoredStudent = ListedStudent & { score: number | null }

async function readPopulation(
  tx: Database,
  scope: Scope,
  level: number | undefined,
): Promise<ScoredStudent[]> {
  const columns = namedColumns(scope.detail)
  if (!columns) return []
  const week = await currentWeek(tx, scope.today)
  const nothing = sql<null>`null`
  const students = withScores(scopedStudents(tx, scope), week).select([
    'student.student_id',
    'student.given_name',
    'student.family_name',
    'programme.name as programme',
    'student.level',
    'student.status',
    shownBand.as('band'),
    'score_week.score',
    columns.reasons ? 'score_week.trend' : nothing.as('trend'),
    columns.reasons ? 'score_week.main_reason' : nothing.as('main_reason'),
  ])
  return (level === undefined ? students : students.where('student.level', '=', level)).execute()
}

function byScore(a: ScoredStudent, b: ScoredStudent): number {
  return (a.score ?? Infinity) - (b.score ?? Infinity) || byName(a, b)
}

const collator = new Intl.Collator('en-GB')

function byName(a: ListedStudent, b: ListedStudent): number {
  return (
    collator.compare(a.family_name, b.family_name) ||
    collator.compare(a.given_name, b.given_name) ||
    collator.compare(a.student_id, b.student_id)
  )
}

/** The score orders the list; not every detail may see it. */
function withoutScore({ score, ...student }: ScoredStudent): ListedStudent {
  return student
}
