import { sql } from 'kysely'
import { bands, type Band } from '../domain/band'
import type { Day } from '../domain/day'
import type { Scope } from '../domain/scope'
import type { Source } from '../domain/source'
import { classOf, generalise, type IndicatorClass, type Traits } from '../rights/generalise'
import { keysOf } from '../rights/keys'
import { pseudonymsOf } from '../rights/pseudonym'
import type { Database, Store } from '../store/store'
import { currentWeek } from './current-week'
import { currentStudents, scopedStudents } from './scoped-students'
import { withScores } from './standing'

/** A member of a project's cohort: of what could tell them from others, what enough of the cohort share. */
export interface PseudonymousStudent extends Traits {
  pseudonym: string
}

/** With the ID, for the access trail alone. */
export type Member = PseudonymousStudent & { student_id: string }

export const idOf = ({ student_id }: { student_id: string }): string => student_id

export function withoutId({ student_id: _id, ...student }: Member): PseudonymousStudent {
  return student
}

/** The key of the scope's project; none for any other scope, which then shows nobody. */
export async function keyFor(store: Store, { detail, populations }: Scope): Promise<Buffer | undefined> {
  const [population, ...others] = populations
  if (detail !== 'pseudonymous' || population?.kind !== 'project' || others.length > 0) return undefined
  return (await keysOf(store)).pseudonyms(population.code)
}

/** The students of the scope who study now. */
export function cohort(tx: Database, scope: Scope) {
  return scopedStudents(tx, scope).where(currentStudents)
}

/** A project's whole cohort, by band and pseudonym: what is shown of one depends on the others. */
export async function readCohort(tx: Database, scope: Scope, key: Buffer | undefined): Promise<Member[]> {
  if (!key) return []
  const week = await currentWeek(tx, scope.today)
  const rows = await withScores(cohort(tx, scope), [week])
    .select([
      'student.student_id',
      'programme.name as programme',
      'student.level',
      sql<Band>`coalesce(score_week.band, 'unknown')`.as('band'),
    ])
    .execute()
  const pseudonyms = pseudonymsOf(rows.map(idOf), key)
  const indicators = await readIndicators(tx, scope, week)
  const members = rows.map((row) => ({
    ...row,
    pseudonym: pseudonyms.get(row.student_id) ?? '',
    indicators: indicators.get(row.student_id) ?? {},
  }))
  return generalise(members).sort(byBand)
}

/** Of those who are judged, each source's indicator as its class. */
async function readIndicators(tx: Database, scope: Scope, week: Day) {
  const rows = await cohort(tx, scope)
    .innerJoin('indicator_week', 'indicator_week.student_id', 'student.student_id')
    .where('indicator_week.week_start', '=', week)
    .where('student.status', '=', 'active')
    .select(['student.student_id', 'indicator_week.source', 'indicator_week.indicator'])
    .execute()
  const byStudent = new Map<string, Partial<Record<Source, IndicatorClass>>>()
  for (const { student_id, source, indicator } of rows)
    byStudent.set(student_id, { ...byStudent.get(student_id), [source]: classOf(indicator) })
  return byStudent
}

/** The lowest first, those of whom too little is known after them, and last those whose band is not shown. */
const lowestFirst: readonly (Band | null)[] = [
  ...[...bands].reverse().filter((band) => band !== 'unknown'),
  'unknown',
  null,
]

function byBand(a: Member, b: Member): number {
  return lowestFirst.indexOf(a.band) - lowestFirst.indexOf(b.band) || (a.pseudonym < b.pseudonym ? -1 : 1)
}
