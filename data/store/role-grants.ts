import { readFileSync } from 'node:fs'
import path from 'node:path'
import { packageRoot } from './package-root'

/** What deploy/sql/roles.sql makes, the narrowest for its work first. */
export const roleNames = [
  'engagement_bot',
  'engagement_ingest',
  'engagement_auditor',
  'engagement_keeper',
  'engagement_admin',
] as const
export type RoleName = (typeof roleNames)[number]

/** What may be done with the rows of a table. */
export const tableRights = ['select', 'insert', 'update', 'delete'] as const
export type TableRight = (typeof tableRights)[number]

const grant = /^grant ([a-z, ]+) on (\w+) to (\w+);$/gmu

/** What a role may do with whole tables, as deploy/sql/roles.sql gives it: the file is the one place that says so. */
export function roleGrants(role: RoleName): Map<string, Set<string>> {
  const grants = new Map<string, Set<string>>()
  for (const [, rights = '', table = '', to] of rolesText().matchAll(grant))
    if (to === role) grants.set(table, new Set(rights.split(', ')))
  return grants
}

/** The tables that the file speaks of. */
export function grantedTables(): string[] {
  return [...new Set([...rolesText().matchAll(grant)].map(([, , table = '']) => table))].sort()
}

function rolesText(): string {
  return readFileSync(path.join(packageRoot(), 'deploy', 'sql', 'roles.sql'), 'utf8').replaceAll('\r\n', '\n')
}
