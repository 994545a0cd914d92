import { sql } from 'kysely'
import { EngagementError } from '../../domain/errors'
import type { Database } from '../store'
import { addMember, bracketed, createUser, sidOf, type DatabaseUser } from './database-user'
import { deployStatements } from './deploy-statements'

/** Has readers never wait for a load. Not in a transaction: the server allows it in none. */
export function prepareDatabase(db: Database): Promise<void> {
  return run(db, deployStatements('database'))
}

/** Makes the roles, with what each may do in the schema of this version. Doing it again changes nothing. */
export function makeRoles(db: Database, statements = deployStatements('roles')): Promise<void> {
  return run(db, statements)
}

/**
 * Gives a managed identity its role, as a user that is made where there is none. Tells whether it was made now.
 *
 * @throws EngagementError `store-refused` when the name is somebody else's, or the identity has another name
 */
export async function grantRole(db: Database, user: DatabaseUser): Promise<boolean> {
  const isKnown = await findUser(db, user)
  if (!isKnown) await run(db, [createUser(user)])
  await run(db, [addMember(user)])
  return !isKnown
}

async function findUser(db: Database, { name, clientId }: DatabaseUser): Promise<boolean> {
  const sid = sql.raw(sidOf(clientId))
  // What follows the client ID in a longer one says only where the user signs in.
  const { rows } = await sql<{ name: string; named: number; same: number }>`
    select principal.name, case when principal.name = ${name} then 1 else 0 end as named,
      case when substring(principal.sid, 1, 16) = ${sid} then 1 else 0 end as same
    from sys.database_principals as principal
    where principal.name = ${name} or substring(principal.sid, 1, 16) = ${sid}`.execute(db)
  const [stranger] = rows.filter(({ named, same }) => named === 1 && same === 0)
  if (stranger)
    throw refused(
      `The database holds ${name} already, and it is not the identity with this client ID: drop it there (drop user ${bracketed(name)}) if its identity is gone, or give this one another name. Then repeat.`,
    )
  const [other] = rows.filter(({ named }) => named === 0)
  if (other)
    throw refused(
      `The identity that is to be ${name} is the user ${other.name} in the database already: give it that name, or drop it there (drop user ${bracketed(other.name)}). Then repeat.`,
    )
  return rows.length > 0
}

function refused(message: string): EngagementError {
  return new EngagementError('store-refused', message)
}

async function run(db: Database, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
