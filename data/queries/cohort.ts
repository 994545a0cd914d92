import { sql } from 'kysely'
import { bands, type Band } from '../domain/band'
import type { Scope } from '../domain/scope'
import { generalise } from '../rights/generalise'
import { keysOf } from '../rights/keys'
import { pseudonymsOf } from '../rights/pseudonym'
import type { Database, Store } from '../store/store'
import { currentWeek } from './current-week'
import { currentStudents, scopedStudents } from './scoped-students'

/** A member of a project's cohort. Programme and level are null where too few of the cohort share them. */
export interface PseudonymousStudent {
  pseudonym: string
  programme: string | null
  level: number | null
  band: Band
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
  const rows = await cohort(tx, scope)
    .leftJoin('score_week', (join) =>
      join
        .onRef('score_week.student_id', '=', 'student.student_id')
        .on('score_week.week_start', '=', week)
        .on('student.status', '=', 'active'),
    )
    .select([
      'student.student_id',
      'programme.name as programme',
      'student.level',
      sql<Band>`coalesce(score_week.band, 'unknown')`.as('band'),
    ])
    .execute()
  const pseudonyms = pseudonymsOf(rows.map(idOf), key)
  return generalise(rows.map((row) => ({ ...row, pseudonym: pseudonyms.get(row.student_id) ?? '' }))).sort(
    byBand,
  )
}

/** The lowest first, those of whom too little is known last. */
const lowestFirst = [...bands].reverse().sort((a, b) => Number(a === 'unknown') - Number(b === 'unknown'))

function byBand(a: Member, b: Member): number {
  return lowestFirst.indexOf(a.band) - lowestFirst.indexOf(b.band) || (a.pseudonym < b.pseudonym ? -1 : 1)
}
