import { sql } from 'kysely'
import type { Band } from '../domain/band'
import type { Scope } from '../domain/scope'
import type { Source } from '../domain/source'
import { readOnTheRecord, type Look } from '../records/access-trail'
import { pseudonymsOf } from '../rights/pseudonym'
import type { Database, Store } from '../store/store'
import { cohort, idOf, keyFor, readCohort, withoutId, type Member, type PseudonymousStudent } from './cohort'
import { currentWeek } from './current-week'
import { partOf, type Part } from './paging'

export interface PseudonymousFilter extends Part {
  /** Of those whose level is shown: it must not find those whose level is not. */
  level?: number | undefined
  bands?: readonly Band[] | undefined
  limit?: number | undefined
}

export interface PseudonymousPage {
  students: PseudonymousStudent[]
  offset: number
  total: number
  /** How many are in the cohort. */
  population: number
  unknown: number
}

export interface PseudonymousProfile {
  student: PseudonymousStudent
  /** To the nearest 10, so that who knows a student's indicators cannot find them; null where a source did not count. */
  indicators: { source: Source; indicator: number | null }[]
}

/** The pseudonyms that a question may mean. They resolve words and are not shown: no entry in the access trail. */
export async function pseudonymsIn(store: Store, scope: Scope): Promise<string[]> {
  const key = await keyFor(store, scope)
  const ids = await store.readAs(scope.staffId, (db) =>
    cohort(db, scope).select('student.student_id').execute(),
  )
  return key ? [...pseudonymsOf(ids.map(idOf), key).values()].sort() : []
}

/** A page of a project's cohort, by band and pseudonym, entered in the access trail. The IDs stay here. */
export async function listPseudonymous(
  store: Store,
  scope: Scope,
  filter: PseudonymousFilter,
  look: Look,
): Promise<PseudonymousPage> {
  const key = await keyFor(store, scope)
  const { members, ...page } = await readOnTheRecord(
    store,
    scope,
    look,
    async (tx) => pageOf(await readCohort(tx, scope, key), filter),
    (read) => read.members.map(idOf),
  )
  return { ...page, students: members.map(withoutId) }
}

/** One member of a project's cohort, entered in the access trail; undefined when none has this pseudonym. */
export async function pseudonymousProfile(
  store: Store,
  scope: Scope,
  pseudonym: string,
  look: Look,
): Promise<PseudonymousProfile | undefined> {
  const key = await keyFor(store, scope)
  const found = await readOnTheRecord(
    store,
    scope,
    look,
    async (tx) => {
      const member = (await readCohort(tx, scope, key)).find((each) => each.pseudonym === pseudonym)
      return member && { member, indicators: await readIndicators(tx, scope, member) }
    },
    (read) => (read ? [read.member.student_id] : []),
  )
  return found && { student: withoutId(found.member), indicators: found.indicators }
}

function pageOf(
  members: readonly Member[],
  filter: PseudonymousFilter,
): Omit<PseudonymousPage, 'students'> & { members: Member[] } {
  const fitting = members
    .filter(({ level }) => filter.level === undefined || filter.level === level)
    .filter(({ band }) => filter.bands === undefined || filter.bands.includes(band))
    .slice(0, filter.limit)
  const { rows, offset } = partOf(fitting, filter)
  return {
    members: rows,
    offset,
    total: fitting.length,
    population: members.length,
    unknown: members.filter(({ band }) => band === 'unknown').length,
  }
}

async function readIndicators(tx: Database, { today }: Scope, { student_id }: Member) {
  const week = await currentWeek(tx, today)
  return tx
    .selectFrom('indicator_week')
    .innerJoin('student', 'student.student_id', 'indicator_week.student_id')
    .where('indicator_week.student_id', '=', student_id)
    .where('indicator_week.week_start', '=', week)
    .where('student.status', '=', 'active')
    .orderBy('indicator_week.source')
    .select([
      'indicator_week.source',
      sql<number | null>`round(indicator_week.indicator / 10.0, 0) * 10`.as('indicator'),
    ])
    .execute()
}
