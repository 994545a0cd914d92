import path from 'node:path'
import { openStore } from '../../../data/store/open'
import type { Ran } from '../../support/command'
import { engagementHere } from '../../support/command-here'
import { temporaryFolder } from '../../support/store'

const folder = temporaryFolder()
const embedded = `sqlite:${path.join(folder, 'new.db')}`
const nowhere = 'mssql://user:secret@127.0.0.1:1/engagement'
const run = (args: string[], database = nowhere): Promise<Ran> =>
  engagementHere(['migrate', ...args], { database })

const id = '0b07a1d0-5f1e-4c7c-9d0a-3e5f8a6b0001'
const bot = `engagement_bot=my-engagement-bot@${id}`

test.each([
  ['no role', `my-engagement-bot@${id}`],
  ['a role that deploy/sql does not make', `db_owner=my-engagement-bot@${id}`],
  ['no name', `engagement_bot=@${id}`],
  ['no client ID', 'engagement_bot=my-engagement-bot'],
  ['a client ID that is none', 'engagement_bot=my-engagement-bot@1234'],
  ['a name that ends in what cannot be seen', `engagement_bot=my-engagement-bot @${id}`],
  ['a name of two lines', `engagement_bot=my\nbot@${id}`],
  ['a name longer than the server takes', `engagement_bot=${'x'.repeat(129)}@${id}`],
])('--user with %s is wrong usage', async (_what, user) => {
  const ran = await run(['--roles', '--user', user])
  expect(ran).toMatchObject({ code: 2, stdout: '' })
  expect(ran.stderr).toContain('It must be <role>=<name>@<client ID>')
})

test('--user without --roles is wrong usage', async () => {
  const ran = await run(['--user', bot])
  expect(ran).toMatchObject({ code: 2, stdout: '' })
  expect(ran.stderr).toContain("'--user' belongs to '--roles'")
})

test.each([[['--roles']], [['--roles', '--user', bot]]])(
  '%j is refused on an embedded store, which stays as it was',
  async (args) => {
    const ran = await run(args, embedded)
    expect(ran).toMatchObject({ code: 1, stdout: '' })
    expect(ran.stderr).toMatch(/^engagement: The embedded store has no roles and no users, .*\n$/u)
    const store = openStore(embedded)
    expect(await store.hasTable(store.db, 'schema_migration')).toBe(false)
    await store.close()
  },
)

test('names with anything that can be seen, and several users, are taken as far as the server', async () => {
  const users = [bot, `engagement_ingest=a b's [loader]=x@y@${id.toUpperCase()}`]
  const ran = await run(['--roles', ...users.flatMap((user) => ['--user', user])])
  expect(ran).toMatchObject({ code: 1, stdout: '' })
  expect(ran.stderr).toContain('The SQL Server cannot be reached or is busy (ECONNREFUSED)')
  expect(ran.stderr).not.toContain('secret')
})

test('an embedded store is migrated without them', async () => {
  const first = await run(['--json'], embedded)
  expect(first).toMatchObject({ code: 0, stderr: '' })
  expect(Object.keys(JSON.parse(first.stdout) as object)).toEqual(['applied'])
  expect((await run([], embedded)).stdout).toBe('The schema is up to date.\n')
})
