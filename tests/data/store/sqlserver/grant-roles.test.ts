import { Kysely } from 'kysely'
import { Table } from 'mssql'
import { sidOf, type DatabaseUser } from '../../../../data/store/sqlserver/database-user'
import { deployStatements } from '../../../../data/store/sqlserver/deploy-statements'
import { sqlServerDialect } from '../../../../data/store/sqlserver/dialect'
import { grantRole, makeRoles } from '../../../../data/store/sqlserver/grant-roles'
import type { Schema } from '../../../../data/store/schema'
import { describeOnSqlServer, isBabelfish, onServer, useStoreOn } from '../../../support/engines'
import { forThisServer, loginWithRole } from '../../../support/roles'
import { startParser, tsqlFaults } from '../../../support/tsql'

beforeAll(startParser)

const user: DatabaseUser = {
  role: 'engagement_bot',
  name: 'my-engagement-bot',
  clientId: '0b07a1d0-5f1e-4c7c-9d0a-3e5f8a6b0001',
}

/** A database that holds these principals, and what it is sent. */
function databaseWith(...principals: { name: string; named: number; same: number }[]) {
  const sent: string[] = []
  const db = new Kysely<Schema>({
    dialect: sqlServerDialect(({ sql }) => {
      sent.push(sql)
      const rows = Object.assign([...principals], { columns: {}, toTable: () => new Table() })
      return Promise.resolve({ recordset: rows, recordsets: [rows], rowsAffected: [0], output: {} })
    }),
  })
  return { db, sent }
}

describe('an identity that is to have a role', () => {
  it('becomes a user and a member', async () => {
    const { db, sent } = databaseWith()
    expect(await grantRole(db, user)).toBe(true)
    expect(sent.slice(1)).toEqual([
      `create user [my-engagement-bot] with default_schema = dbo, sid = ${sidOf(user.clientId)}, type = E`,
      'alter role engagement_bot add member [my-engagement-bot]',
    ])
    for (const text of sent) expect({ text, faults: tsqlFaults(text) }).toEqual({ text, faults: [] })
  })

  it('stays the user that it is', async () => {
    const { db, sent } = databaseWith({ name: user.name, named: 1, same: 1 })
    expect(await grantRole(db, user)).toBe(false)
    expect(sent.slice(1)).toEqual(['alter role engagement_bot add member [my-engagement-bot]'])
  })

  it.each([
    [{ name: user.name, named: 1, same: 0 }, /drop user \[my-engagement-bot\]\) if its identity is gone/u],
    [{ name: 'old]name', named: 0, same: 1 }, /is the user old\]name .* \(drop user \[old\]\]name\]\)/u],
  ])('is refused, with what to do, where the database holds %j', async (principal, message) => {
    const { db, sent } = databaseWith(principal)
    await expect(grantRole(db, user)).rejects.toMatchObject({
      code: 'store-refused',
      message: expect.stringMatching(message) as string,
    })
    expect(sent).toHaveLength(1)
  })
})

describeOnSqlServer('roles on $name', (engine) => {
  const { store, database } = useStoreOn(engine)
  const members = async (): Promise<unknown[]> =>
    onServer(
      `select role.name as role, member.name as member from sys.database_role_members as members
       inner join sys.database_principals as role on role.principal_id = members.role_principal_id
       inner join sys.database_principals as member on member.principal_id = members.member_principal_id
       where role.name like 'engagement%'`,
      database(),
    )

  it('are made twice as once, by the owner’s own connection', async () => {
    const statements = await forThisServer(deployStatements('roles'))
    await makeRoles(store().db, statements)
    await makeRoles(store().db, statements)
    expect(await members()).toEqual([])
  })

  it('know a client ID by the bytes that this server makes of it', async () => {
    const bytes = `convert(varbinary(16), cast('${user.clientId}' as uniqueidentifier))`
    const same = `select case when ${bytes} = ${sidOf(user.clientId)} then 1 else 0 end as same`
    expect(await onServer(same)).toEqual([{ same: 1 }])
  })

  it('are given to a user that is there; one of another identity is refused', async () => {
    const login = await loginWithRole(database(), 'engagement_ingest')
    const { name } = login
    await expect(grantRole(store().db, { ...user, name })).rejects.toMatchObject({ code: 'store-refused' })
    expect(await members()).toEqual([{ role: 'engagement_ingest', member: name }])
    await login.drop()
  })

  it('are given to a managed identity, on what knows Entra ID', async () => {
    if (await isBabelfish()) return
    expect(await grantRole(store().db, user)).toBe(true)
    expect(await grantRole(store().db, user)).toBe(false)
    expect(await members()).toEqual([{ role: user.role, member: user.name }])
    const again = { ...user, clientId: '0b07a1d0-5f1e-4c7c-9d0a-3e5f8a6b0002' }
    await expect(grantRole(store().db, again)).rejects.toMatchObject({ code: 'store-refused' })
  })
})
