import { migrate } from '../../../data/store/migrate'
import { openStore } from '../../../data/store/open'
import { examineAlone, found, type Diagnosis } from '../../support/doctor'
import { describeOnSqlServer, onServer, testSecret } from '../../support/engines'
import { createRoles, loginWithRole, type Login } from '../../support/roles'
import { clock, now } from '../../support/store'

/** As a server's, but for the address. */
const server = {
  MicrosoftAppId: '0b07a1d0-5f1e-4c7c-9d0a-3e5f8a6b0001',
  MicrosoftAppTenantId: '7e4a2c90-3b6d-4f21-8c5e-1d9b7f3a0002',
  MicrosoftAppPassword: 'the-password',
  BOT_DOMAIN: '127.0.0.1:1',
  ENTRA_AUTHORITY: 'https://127.0.0.1:1',
  GRAPH_URL: 'https://127.0.0.1:1',
  TEAMS_SERVICE_URL: 'https://127.0.0.1:1',
  ToChannelFromBotLoginUrl: 'https://127.0.0.1:1',
  ToChannelFromBotOAuthScope: 'x',
  ToBotFromChannelTokenIssuer: 'x',
  OAuthUrl: 'x',
  ToBotFromChannelOpenIdMetadataUrl: 'https://127.0.0.1:1',
  ToBotFromEmulatorOpenIdMetadataUrl: 'x',
  ENGAGEMENT_SECRET: testSecret,
}

describeOnSqlServer('on a SQL Server', (engine) => {
  const logins: Login[] = []
  let owners = ''

  beforeAll(async () => {
    owners = await engine.create()
    const store = openStore(owners, { secret: testSecret })
    await migrate(store, clock)
    await store.close()
    await createRoles(owners)
  }, 300_000)
  afterAll(async () => {
    for (const login of logins) await login.drop()
    await engine.drop(owners)
  })

  const loginWith = async (role: string): Promise<Login> => {
    const login = await loginWithRole(owners, role)
    logins.push(login)
    return login
  }
  const examine = (database: string, args: readonly string[] = [], environment = {}): Promise<Diagnosis> =>
    examineAlone({
      database,
      environment: { ...server, ...environment },
      args: ['--now', now.toISOString(), ...args],
    })

  it('the server’s login has what its role gives, and everything can be looked at with it', async () => {
    const told = await examine((await loginWith('engagement_bot')).database)
    expect(found(told, 'grants')).toEqual([
      { check: 'grants', state: 'well', what: 'The login has the role engagement_bot.' },
    ])
    for (const check of ['store', 'schema', 'access-trail', 'feeds', 'retention', 'deliveries'])
      expect(told.findings.map((finding) => finding.check)).toContain(check)
    expect(told.text).not.toMatch(/may not do this|could not be looked at: something/u)
  })

  it('the owner may do everything, which a server should not', async () => {
    expect(found(await examine(owners), 'grants')).toMatchObject([
      { state: 'warning', what: expect.stringMatching(/may do everything/u) as string },
    ])
  })

  it('a login without a role is told, and what it lacks', async () => {
    const { database, name: user } = await loginWith('engagement_bot')
    await onServer(`alter role engagement_bot drop member ${user}`, owners)
    await onServer(`grant select on schema_migration to ${user}`, owners)
    const told = await examine(database)
    await onServer(`revoke select on schema_migration to ${user}`, owners)
    expect(found(told, 'grants')).toMatchObject([
      { state: 'wrong', what: expect.stringMatching(/none of the roles/u) as string },
      {
        state: 'wrong',
        what: expect.stringMatching(
          /^The login lacks what engagement_bot gives: .+ and \d+ more\.$/u,
        ) as string,
      },
    ])
  })

  it('a grant that is missing is named, and one too many', async () => {
    const { database, name: user } = await loginWith('engagement_bot')
    await onServer('revoke insert on outbox to engagement_bot', owners)
    await onServer(`grant update on student to ${user}`, owners)
    const told = await examine(database)
    await onServer('grant insert on outbox to engagement_bot', owners)
    await onServer(`revoke update on student to ${user}`, owners)
    expect(found(told, 'grants')).toMatchObject([
      {
        state: 'wrong',
        what: 'The login lacks what engagement_bot gives: insert on outbox.',
        mend: expect.stringContaining('deploy/sql/roles.sql') as string,
      },
      { state: 'warning', what: 'The login may do more than engagement_bot gives: update on student.' },
    ])
  })

  it('a login for loads is told where the server should work with another', async () => {
    const { database } = await loginWith('engagement_ingest')
    expect(found(await examine(database), 'grants')).toMatchObject([
      { state: 'wrong', what: 'The login has the role engagement_ingest; the server needs engagement_bot.' },
    ])
    const loads = {
      MicrosoftAppId: '',
      MicrosoftAppTenantId: '',
      MicrosoftAppPassword: '',
      BOT_DOMAIN: '',
    }
    const told = await examine(database, [], loads)
    expect(found(told, 'grants')).toMatchObject([{ state: 'well' }])
    // What loads may not read is no fault of theirs.
    for (const check of ['access-trail', 'chats', 'alerts', 'deliveries', 'retention'])
      expect(told.notLookedAt).toContainEqual({ check, because: 'the login, engagement_ingest, may not' })
    expect(found(told, 'outbound')).toMatchObject([{ state: 'well' }])
  })

  it('its address is among those to be allowed; with --offline it is not asked', async () => {
    const { database } = await loginWith('engagement_bot')
    expect(found(await examine(database), 'outbound').map(({ what }) => what)).not.toContainEqual(
      expect.stringContaining('the SQL Server'),
    )
    const told = await examine(database, ['--offline'])
    expect(told.notLookedAt).toContainEqual({ check: 'store', because: '--offline' })
  })
})
