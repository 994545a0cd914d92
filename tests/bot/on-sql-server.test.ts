import { sql } from 'kysely'
import { grantOperator } from '../../data/domain/grant-reads'
import { runRetention } from '../../data/rights/retention'
import { trailEntries } from '../../data/queries/trail-entries'
import { unusualLooks } from '../../data/queries/unusual-looks'
import { standardConfiguration as configuration } from '../../data/configuration/indicator'
import { scoreWeeks } from '../../data/scoring/run'
import { migrate } from '../../data/store/migrate'
import { openStore } from '../../data/store/open'
import { roleNames } from '../../data/store/role-grants'
import { connectionSettings } from '../../data/store/sqlserver/connection-settings'
import type { Store } from '../../data/store/store'
import { requireReady } from '../../data/records/awaited-feeds'
import { engagementHere } from '../support/command-here'
import { activityFrom, useBot } from '../support/bot'
import { describeOnSqlServer, testSecret, throughPort } from '../support/engines'
import { lines, useFeedFiles } from '../support/feed-files'
import { useEntraBot } from '../support/identity/entra-bot'
import { teamsMessage, teamsTokenExchange } from '../support/identity/teams-activity'
import { startProxy, type Proxy } from '../support/proxy'
import { createRoles, loginWithRole, type Login } from '../support/roles'
import { clock, now, temporaryFolder } from '../support/store'
import { verify } from '../support/trail'
import { loadUniversity } from '../support/university-feeds'

const tess = '11111111-1111-4111-8111-111111111111'

/** Made, filled and served as in production: each step by a login with that step's role and no other. */
describeOnSqlServer('the product on $name', (engine) => {
  const folder = temporaryFolder()
  const logins: Record<string, Login> = {}
  let database = ''
  let proxy: Proxy
  let filling: Store
  const files = useFeedFiles(() => filling)

  beforeAll(async () => {
    database = await engine.create()
    const owner = openStore(database)
    await migrate(owner, clock)
    await owner.close()
    await createRoles(database)
    for (const role of roleNames) logins[role] = await loginWithRole(database, role)
    filling = openStore(logins.engagement_ingest?.database ?? '')
    await loadUniversity(filling, folder)
    await files.load(
      'canvas',
      lines(
        'student_id,occurred_at,event,course_code',
        '00000001,2026-11-16T09:00:00Z,page-view,A',
        'nobody,2026-11-16T09:00:00Z,page-view,A',
      ),
    )
    await files.load(
      'canvas',
      lines(
        'student_id,occurred_at,event,course_code',
        '00000001,2026-11-16T09:30:00Z,page-view,A',
        '00000001,2026-11-16T10:00:00Z,submission,A',
      ),
    )
    await scoreWeeks(filling, { clock, configuration })
    await filling.close()
    const { server: host, port = 1433 } = connectionSettings(database, { connect: 1, statement: 1 })
    proxy = await startProxy({ host, port })
  })
  const bot = useBot(() => throughPort(logins.engagement_bot?.database ?? '', proxy.port), {
    now,
    secret: testSecret,
  })
  const entra = useEntraBot({
    database: () => logins.engagement_bot?.database ?? '',
    environment: { ENGAGEMENT_SECRET: testSecret },
    now,
  })
  afterAll(async () => {
    await proxy.close()
    for (const login of Object.values(logins)) await login.drop()
    await engine.drop(database)
  })
  beforeEach(() => {
    bot.connector.sent.length = 0
  })

  const say = async (text: string): Promise<string> => {
    const { status } = await bot.post(activityFrom(tess, { type: 'message', text }))
    expect(status).toBe(200)
    return JSON.stringify(bot.connector.sent)
  }
  const ready = async (): Promise<number> => (await fetch(`${bot.address}/health/ready`)).status

  it('welcomes once and answers under engagement_bot', async () => {
    const installed = activityFrom(tess, { type: 'installationUpdate', action: 'add' })
    await bot.post(installed)
    await bot.post(installed)
    expect(bot.connector.sent).toHaveLength(1)
    expect(await say('list my tutees')).toContain('Example01')
    expect(await say('how is 00000001 doing')).toContain('Canvas')
    expect(await say('is the data up to date')).toContain('Canvas')
    expect(await ready()).toBe(200)
  })

  it('proves its access trail under engagement_auditor', async () => {
    await say('list my tutees')
    const store = openStore(logins.engagement_auditor?.database ?? '', { secret: testSecret })
    const { checked, faults } = await verify(store)
    expect(faults).toEqual([])
    expect(checked).toBeGreaterThan(0)
    await trailEntries(store, grantOperator(), { staffId: 'T1', studentId: '00000001', limit: 5 })
    await unusualLooks(store, grantOperator(), now)
    await expect(store.db.selectFrom('student').selectAll().execute()).rejects.toMatchObject({
      message: expect.stringMatching(/^The SQL Server (login may not|refused)/u) as string,
    })
    await store.close()
  })

  it('proves it under engagement_bot too, from an anchor that was noted down', async () => {
    await say('list my tutees')
    const store = openStore(logins.engagement_bot?.database ?? '', { secret: testSecret })
    const { head } = await verify(store)
    await say('list my tutees')
    expect((await verify(store, head)).faults).toEqual([])
    await store.close()
  })

  it('removes what is due under engagement_keeper, and enters that into the trail, which stays whole', async () => {
    await say('list my tutees')
    const store = openStore(logins.engagement_keeper?.database ?? '', { secret: testSecret })
    const inSevenYears = new Date(now)
    inSevenYears.setUTCFullYear(now.getUTCFullYear() + 7)
    const { due } = await runRetention(store, grantOperator(), inSevenYears)
    const removed = Object.fromEntries(due.map(({ table, rows }) => [table, rows]))
    for (const table of ['access_entry', 'access_entry_student', 'access_seal'])
      expect([table, removed[table]]).not.toEqual([table, 0])
    const { checked, retired, faults } = await verify(store)
    expect({ checked, retired, faults }).toEqual({ checked: 1, retired: removed.access_seal, faults: [] })
    await store.close()
  })

  it('once put back it serves nobody until roles were loaded anew, as engagement_keeper tells it', async () => {
    const restored = await engagementHere(['restore'], {
      database: logins.engagement_keeper?.database ?? '',
      environment: { ENGAGEMENT_SECRET: testSecret },
    })
    expect(restored).toMatchObject({ code: 0, stdout: expect.stringContaining('put back') as string })
    const store = openStore(logins.engagement_bot?.database ?? '', { secret: testSecret })
    await expect(requireReady(store)).rejects.toThrow('students, staff, assignments')
    const loading = openStore(logins.engagement_ingest?.database ?? '')
    await loadUniversity(loading, folder)
    await loading.close()
    await requireReady(store)
    expect(await store.db.selectFrom('protected_state').selectAll().execute()).toEqual([])
    await store.close()
  })

  it.each([
    "update student set email = 'x' where student_id = '00000001'",
    'delete from student',
    "insert into staff (staff_id, given_name, family_name, email) values ('x', 'x', 'x', 'x')",
    "update assignment set end_date = null where staff_id = 'T1'",
    "update score_week set band = 'high'",
    'select external_id from student_identity',
    "update access_entry set staff_id = 'x'",
    'delete from access_entry',
    'delete from access_entry_student',
    'delete from access_seal',
    "update access_seal set question = ''",
    'delete from access_chain',
    "insert into access_chain (name, position, seal, removed_to, removed_seal, head_seal) values ('x', 0, '', 0, '', '')",
    'drop table conversation',
    'create table mine (id int)',
    'alter table student add note nvarchar(10) null',
    "update schema_migration set checksum = 'x'",
  ])('engagement_bot may not %s', async (statement) => {
    const store = openStore(logins.engagement_bot?.database ?? '')
    await expect(store.transaction(({ db }) => sql.raw(statement).execute(db))).rejects.toMatchObject({
      message: expect.stringMatching(/^The SQL Server (login may not|refused)/u) as string,
    })
    await store.close()
  })

  it.each(['freeze', 'cut'] as const)(
    'tells a person in time when the store goes away (%s), turns unready, and recovers by itself',
    async (how) => {
      expect(await say('what can I see')).toContain('What you may see')
      bot.connector.sent.length = 0
      proxy[how]()
      const started = performance.now()
      expect(await say('list my tutees')).toContain('I cannot reach the engagement data just now')
      expect(performance.now() - started).toBeLessThan(14_000)
      expect(bot.connector.sent.filter(({ type }) => type === 'message')).toHaveLength(1)
      expect(await ready()).toBe(503)
      proxy.restore()
      expect(await say('list my tutees')).toContain('Example01')
      expect(await ready()).toBe(200)
    },
  )

  it('signs staff in with Entra ID and keeps who is signed in for every instance, under engagement_bot', async () => {
    const { authority, connector } = entra()
    const user = authority.addUser({ oid: tess })
    await entra().post(teamsMessage(user, 'list my tutees'))
    expect(JSON.stringify(connector.sent)).not.toContain('Example01')
    const token = await authority.ssoToken(user)
    expect((await entra().post(teamsTokenExchange(user, { token, id: 'x' }))).status).toBe(200)
    expect(JSON.stringify(connector.sent)).toContain('Example01')
    const another = await entra().startAnother()
    connector.sent.length = 0
    await another.post(teamsMessage(user, 'show 00000001'))
    expect(JSON.stringify(connector.sent)).toContain('Canvas')
    await another.post(teamsMessage(user, 'sign out'))
    connector.sent.length = 0
    await entra().post(teamsMessage(user, 'list my tutees'))
    expect(JSON.stringify(connector.sent)).toContain('You are signed out')
  }, 60_000)
})
