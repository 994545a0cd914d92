import { sql } from 'kysely'
import { grantedTables, roleGrants, roleNames, tableRights, type RoleName } from '../role-grants'
import type { Database, Rights } from '../store'

/** What the login of this connection may do, beside what its role of deploy/sql/roles.sql gives. */
export async function rightsOn(db: Database): Promise<Rights> {
  const { isOwner, roles } = await standing(db)
  const [role] = roles
  if (isOwner || role === 'engagement_admin') return { isOwner, roles, lacking: [], beyond: [] }
  const may = await mayDo(db)
  const given = roleGrants(role ?? 'engagement_bot')
  const pairs = grantedTables().flatMap((table) => tableRights.map((right) => ({ table, right })))
  const told = (wanted: boolean): string[] =>
    pairs
      .filter(({ table, right }) => (given.get(table)?.has(right) ?? false) === wanted)
      .filter(({ table, right }) => may.has(`${right} ${table}`) !== wanted)
      .map(({ table, right }) => `${right} on ${table}`)
  return { isOwner, roles, lacking: told(true), beyond: told(false) }
}

/** Babelfish for PostgreSQL has no fn_my_permissions, and does not count its owner to the role db_owner. */
async function standing(db: Database): Promise<{ isOwner: boolean; roles: RoleName[] }> {
  const member = (role: RoleName) => sql`is_rolemember(${role}) as ${sql.ref(role)}`
  const { rows } = await sql<Record<string, number | null>>`
    select has_perms_by_name(db_name(), N'DATABASE', N'CONTROL') as owns,
      ${sql.join(roleNames.map(member))}`.execute(db)
  const found = rows[0] ?? {}
  return { isOwner: found.owns === 1, roles: roleNames.filter((role) => found[role] === 1) }
}

/** What may be done with which table, as "insert unit". */
async function mayDo(db: Database): Promise<Set<string>> {
  // Names of our own file, which holds nothing but letters.
  const asked = grantedTables().map(
    (table) =>
      sql`select ${sql.lit(table)} as name, ${sql.join(
        tableRights.map(
          (right) =>
            sql`has_perms_by_name(${sql.lit(table)}, N'OBJECT', ${sql.lit(right)}) as ${sql.ref(`may_${right}`)}`,
        ),
      )}`,
  )
  const { rows } = await sql<
    Record<string, string | number | null>
  >`${sql.join(asked, sql` union all `)}`.execute(db)
  return new Set(
    rows.flatMap((row) =>
      tableRights.filter((right) => row[`may_${right}`] === 1).map((right) => `${right} ${row.name ?? ''}`),
    ),
  )
}
