import { z } from 'zod'
import type { Scope } from '../../../data/domain/scope'
import { unitRoles, type UnitRole } from '../../../data/queries/unit-posts'
import type { Unit } from '../../../data/queries/units'
import type { Access } from '../../access/access'
import { scopeFor } from '../../access/scope'
import type { Population } from '../../language/question'

/** Which unit a weekly card is about, and in which role somebody gets it. */
const weeklyUnit = z.object({
  role: z.enum(unitRoles),
  unit: z.string().nullable(),
  level: z.number().nullable(),
})
export type WeeklyUnit = z.infer<typeof weeklyUnit>

export const parseWeeklyUnit = (payload: string): WeeklyUnit => weeklyUnit.parse(JSON.parse(payload))

const kinds = {
  'level-tutor': 'programme',
  'programme-leader': 'programme',
  'director-of-school': 'school',
  'faculty-ade': 'faculty',
  'faculty-pvc': 'faculty',
  elt: 'institution',
} as const satisfies Record<UnitRole, Population['kind']>

/** What a weekly card tells numbers of. */
export interface WeeklyScope {
  scope: Scope
  population: Exclude<Population, { kind: 'mine' | 'tutees' | 'project' }>
  level: number | undefined
}

/** The scope of a weekly card under that role alone; undefined where the person does not hold it over that unit today. */
export function weeklyScope(
  { role, unit, level }: WeeklyUnit,
  access: Access,
  units: readonly Unit[],
): WeeklyScope | undefined {
  const kind = kinds[role]
  if (kind !== 'institution' && unit === null) return undefined
  const population = kind === 'institution' ? { kind } : { kind, code: unit ?? '' }
  const grants = access.grants.filter((grant) => grant.role === role)
  const scope = scopeFor({ ...access, grants }, population, level ?? undefined, units)
  return scope && { scope, population, level: level ?? undefined }
}
