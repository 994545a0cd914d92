import type { Band } from '../domain/band'
import type { Scope } from '../domain/scope'
import { readOnTheRecord, type Look } from '../records/access-trail'
import { pseudonymsOf } from '../rights/pseudonym'
import type { Store } from '../store/store'
import { cohort, idOf, keyFor, readCohort, withoutId, type Member, type PseudonymousStudent } from './cohort'
import { partOf, type Part } from './paging'

export interface PseudonymousFilter extends Part {
  /** Of those whose level or band is shown: it must not find those of whom it is not. */
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
  /** How many are shown to have too little data. */
  unknown: number
  /** How many may fit the filter or not: too few are alike in what it asks for. */
  concealed: number
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
): Promise<PseudonymousStudent | undefined> {
  const key = await keyFor(store, scope)
  const found = await readOnTheRecord(
    store,
    scope,
    look,
    async (tx) => (await readCohort(tx, scope, key)).find((each) => each.pseudonym === pseudonym),
    (member) => (member ? [member.student_id] : []),
  )
  return found && withoutId(found)
}

function pageOf(
  members: readonly Member[],
  filter: PseudonymousFilter,
): Omit<PseudonymousPage, 'students'> & { members: Member[] } {
  const fitting = members
    .filter(({ level }) => filter.level === undefined || filter.level === level)
    .filter(({ band }) => filter.bands === undefined || (band !== null && filter.bands.includes(band)))
    .slice(0, filter.limit)
  const { rows, offset } = partOf(fitting, filter)
  return {
    members: rows,
    offset,
    total: fitting.length,
    population: members.length,
    unknown: members.filter(({ band }) => band === 'unknown').length,
    concealed: members.filter(
      ({ level, band }) =>
        (filter.level !== undefined && level === null) || (filter.bands !== undefined && band === null),
    ).length,
  }
}
