import { grantScope } from '../../data/domain/grant-scope'
import type { Scope, ScopePopulation } from '../../data/domain/scope'
import type { Unit } from '../../data/queries/units'
import { namedColumns } from '../../data/queries/details'
import type { Population } from '../language/question'
import type { Access, Grant } from './access'

/**
 * The scope under which a question about a population is answered: the narrowest role that covers it. Everyone the
 * asker may see (`mine`) is answered under {@link everyoneInScope}. Undefined when no role covers the population, or
 * when it would be several projects: pseudonyms differ by project, so that two are never seen together.
 */
export function scopeFor(
  access: Access,
  population: Population,
  level: number | undefined,
  units: readonly Unit[],
): Scope | undefined {
  if (population.kind === 'mine') return everyoneInScope(access)
  for (const grant of access.grants) {
    const covered = cover(grant, population, level, units)
    if (covered.length > 0) return toScope(access, grant, covered)
  }
  return undefined
}

/**
 * The widest role that shows persons, with the students of every other role that shows at least as much, so that a
 * programme leader's own tutees elsewhere are never left out. Numbers where no role shows persons.
 */
function everyoneInScope(access: Access): Scope | undefined {
  const named = access.grants.filter(showsPersons)
  const widest = named.at(-1) ?? access.grants.find(coversSomeone)
  if (!widest) return undefined
  const joined = named.filter(({ detail }) => detail === 'full' || detail === widest.detail)
  const populations = joined.length > 0 ? joined.flatMap((grant) => grant.populations) : widest.populations
  const isOneProject = widest.detail !== 'pseudonymous' || populations.length === 1
  if (!isOneProject) return undefined
  const scope = toScope(access, widest, populations)
  return joined.length > 1 ? grantScope({ ...scope, joined }) : scope
}

/** The roles that a scope was joined of, widest first, each with its part; one alone where it was not joined. */
export function rolesOf(access: Access, scope: Scope): Pick<Scope, 'role' | 'populations'>[] {
  const roles = access.grants
    .filter(({ role, detail }) => role === scope.role || detail === 'full' || detail === scope.detail)
    .map(({ role, populations }) => ({
      role,
      populations: populations.filter((population) => scope.populations.includes(population)),
    }))
    .filter(coversSomeone)
  return roles.length > 1 ? roles.reverse() : [scope]
}

/** One scope per role that shows persons, narrowest first: where one student is looked for. */
export function personScopes(access: Access): Scope[] {
  return access.grants.filter(showsPersons).map((grant) => toScope(access, grant, grant.populations))
}

/** Those of them that show the full profile: where contacts are read and written. */
export function fullScopes(access: Access): Scope[] {
  return personScopes(access).filter(({ detail }) => detail === 'full')
}

/** The students of all those together, for a list; undefined where no role shows the full profile. */
export function fullScope(access: Access): Scope | undefined {
  const full = access.grants.filter((grant) => showsPersons(grant) && grant.detail === 'full')
  const widest = full.at(-1)
  if (!widest) return undefined
  const populations = full.flatMap((grant) => grant.populations)
  const scope = toScope(access, widest, populations)
  return full.length > 1 ? grantScope({ ...scope, joined: full }) : scope
}

/** One scope per project of the asker. */
export function projectScopes(access: Access): Scope[] {
  return access.grants
    .filter(({ detail }) => detail === 'pseudonymous')
    .flatMap((grant) => grant.populations.map((population) => toScope(access, grant, [population])))
}

const coversSomeone = ({ populations }: Pick<Scope, 'populations'>): boolean => populations.length > 0

function showsPersons(grant: Grant): boolean {
  return coversSomeone(grant) && namedColumns(grant.detail) !== undefined
}

function toScope({ staff, today }: Access, { role, detail }: Grant, populations: ScopePopulation[]): Scope {
  return grantScope({ staffId: staff.staff_id, role, detail, populations, today })
}

/** The part of a grant that is the population asked for; empty when the grant does not cover all of it. */
function cover(
  { populations }: Grant,
  asked: Exclude<Population, { kind: 'mine' }>,
  level: number | undefined,
  units: readonly Unit[],
): ScopePopulation[] {
  if (asked.kind === 'tutees') return populations.filter(({ kind }) => kind === 'tutees')
  if (asked.kind === 'institution') return populations.filter(({ kind }) => kind === 'institution')
  if (asked.kind === 'project')
    return populations.filter((held) => held.kind === 'project' && held.code === asked.code)
  const chain = unitAndParents(asked.code, units)
  return populations
    .filter((held) => {
      switch (held.kind) {
        case 'tutees':
        case 'project':
          return false
        case 'level':
          return held.programme === asked.code && held.level === level
        case 'institution':
          return true
        default:
          return chain.includes(held.code)
      }
    })
    .slice(0, 1)
    .map((held) => (held.kind === 'level' ? held : { kind: asked.kind, code: asked.code }))
}

function unitAndParents(code: string, units: readonly Unit[]): string[] {
  const unit = units.find(({ unit_code }) => unit_code === code)
  if (!unit) return [code]
  return unit.parent_code === null ? [code] : [code, ...unitAndParents(unit.parent_code, units)]
}
