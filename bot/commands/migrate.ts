import { Command, InvalidArgumentError } from 'commander'
import { EngagementError } from '../../data/domain/errors'
import { migrate } from '../../data/store/migrate'
import { isSqlite, openStore } from '../../data/store/open'
import { roleNames } from '../../data/store/role-grants'
import type { DatabaseUser } from '../../data/store/sqlserver/database-user'
import { grantRole, makeRoles, prepareDatabase } from '../../data/store/sqlserver/grant-roles'
import type { Store } from '../../data/store/store'
import { guid, readConfig } from '../config'
import { printJson, printLine, printNote } from './context'

interface MigrateOptions {
  roles?: true
  user: DatabaseUser[]
  json?: true
}

interface Migrated {
  applied: string[]
  /** With `--roles`: the users that have one now. */
  users?: (DatabaseUser & { made: boolean })[]
}

export function migrateCommand(): Command {
  return new Command('migrate')
    .description("brings the store's schema up to date")
    .option('--roles', 'on a SQL Server: sets the database up and makes its roles, as deploy/sql does')
    .option(
      '--user <role>=<name>@<client ID>',
      'with --roles, on Azure SQL: gives a managed identity that role; may be repeated',
      addUser,
      [],
    )
    .option('--json', 'prints one JSON document')
    .action(run)
}

async function run(options: MigrateOptions, command: Command): Promise<void> {
  if (options.user.length > 0 && !options.roles)
    command.error("error: '--user' belongs to '--roles': the roles must be there first")
  const { database } = readConfig()
  refuseRolesOnSqlite(database, options)
  const store = openStore(database)
  try {
    const migrated = await bringUpToDate(store, options)
    if (options.json) printJson(migrated)
    else print(migrated)
    for (const advice of await store.advice()) printNote(advice)
  } finally {
    await store.close()
  }
}

async function bringUpToDate(store: Store, { roles, user }: MigrateOptions): Promise<Migrated> {
  if (roles) await prepareDatabase(store.db)
  const applied = await migrate(store, () => new Date())
  if (!roles) return { applied }
  await makeRoles(store.db)
  const users: Migrated['users'] = []
  for (const each of user) users.push({ ...each, made: await grantRole(store.db, each) })
  return { applied, users }
}

/** In an embedded store nobody signs in: who may read the file may read it all. */
function refuseRolesOnSqlite(database: string, { roles }: MigrateOptions): void {
  if (!roles || !isSqlite(database)) return
  throw new EngagementError(
    'configuration',
    "The embedded store has no roles and no users, so '--roles' and '--user' are for a SQL Server: name one in ENGAGEMENT_DATABASE, or leave them out.",
  )
}

/** As long as SQL Server takes names; what cannot be seen in one would make two look alike. */
const names = /^[^\p{C}\p{Z}]([^\p{C}]{0,126}[^\p{C}\p{Z}])?$/u

function addUser(text: string, before: DatabaseUser[]): DatabaseUser[] {
  const [, role, name = '', clientId = ''] = /^([^=]*)=(.*)@([^@]*)$/su.exec(text) ?? []
  const known = roleNames.find((each) => each === role)
  if (!known || !names.test(name) || !guid.safeParse(clientId).success)
    throw new InvalidArgumentError(
      `It must be <role>=<name>@<client ID>, with one of the roles ${roleNames.join(', ')}, and a GUID as the client ID.`,
    )
  return [...before, { role: known, name, clientId: clientId.toLowerCase() }]
}

function print({ applied, users }: Migrated): void {
  printLine(applied.length === 0 ? 'The schema is up to date.' : `Applied ${applied.join(', ')}.`)
  if (!users) return
  printLine('The roles are up to date.')
  for (const { role, name, made } of users)
    printLine(`${name} has the role ${role}${made ? ', as a new user' : ''}.`)
}
