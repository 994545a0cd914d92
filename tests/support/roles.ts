import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { statementsOf } from '../../data/store/statements'
import { connectionSettings } from '../../data/store/sqlserver/connection-settings'
import { repository } from './command'
import { inDatabase, isBabelfish, onServer } from './engines'

/** Makes the roles of deploy/sql in a database, as its owner would. */
export async function createRoles(database: string): Promise<void> {
  const text = readFileSync(path.join(repository, 'deploy', 'sql', 'roles.sql'), 'utf8')
  const onBabelfish = await isBabelfish()
  for (const statement of statementsOf(text)) {
    // Babelfish for PostgreSQL has no fixed role for changing the schema, and no DENY.
    if (onBabelfish && /db_ddladmin|^\s*(--.*\s+)*deny /imu.test(statement)) continue
    await onServer(statement, database)
  }
}

export interface Login {
  user: string
  /** The database as this login reaches it. */
  database: string
  drop(): Promise<void>
}

/** A new login whose user in the database has that role and no other. */
export async function loginWithRole(database: string, role: string): Promise<Login> {
  const user = `${role}_${randomBytes(4).toString('hex')}`
  const password = `Trial-${randomBytes(12).toString('hex')}`
  const { database: name = '' } = connectionSettings(database, { connect: 15_000, statement: 15_000 })
  await onServer(`create login ${user} with password = '${password}', default_database = ${name}`)
  await onServer(`create user ${user} for login ${user}`, database)
  await onServer(`alter role ${role} add member ${user}`, database)
  return {
    user,
    database: inDatabase(name, { user, password }),
    drop: async () => {
      await onServer(`drop user ${user}`, database)
      await onServer(`drop login ${user}`)
    },
  }
}
