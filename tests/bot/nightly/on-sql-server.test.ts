import { migrate } from '../../../data/store/migrate'
import { openStore } from '../../../data/store/open'
import { engagementHere } from '../../support/command-here'
import { describeOnSqlServer, testSecret } from '../../support/engines'
import { nightOf, writeFiles } from '../../support/night-files'
import { nightSchema } from '../../support/nightly'
import { createRoles, loginWithRole, type Login } from '../../support/roles'
import { clock, now, temporaryFolder } from '../../support/store'

/** As in production: by a login that may do the scheduled loads and scores, and nothing else. */
describeOnSqlServer('a night on $name', (engine) => {
  const folder = temporaryFolder()
  let database = ''
  let loader: Login | undefined

  beforeAll(async () => {
    database = await engine.create()
    const owner = openStore(database)
    await migrate(owner, clock)
    await owner.close()
    await createRoles(database)
    loader = await loginWithRole(database, 'engagement_ingest')
    writeFiles(folder, nightOf('2026-11-24'))
  }, 120_000)
  afterAll(async () => {
    await loader?.drop()
    await engine.drop(database)
  }, 120_000)

  const night = async () => {
    const { code, stdout, stderr } = await engagementHere(
      ['nightly', '--feeds', folder, '--now', now.toISOString(), '--json'],
      { database: loader?.database ?? '', environment: { ENGAGEMENT_SECRET: testSecret } },
    )
    expect(stderr).toBe('')
    return { code, ...nightSchema.parse(JSON.parse(stdout)) }
  }

  it('goes from an empty store to scores under engagement_ingest, and changes nothing the second time', async () => {
    const first = await night()
    expect(first).toMatchObject({ code: 0, well: true, refused: [] })
    expect(first.loads).toHaveLength(9)
    expect(first.scores.weeks.length).toBeGreaterThan(5)
    const second = await night()
    expect(second).toMatchObject({ code: 0, well: true, scores: { weeks: [] } })
    expect(second.loads.every(({ unchanged }) => unchanged)).toBe(true)
  }, 240_000)
})
