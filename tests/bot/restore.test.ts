import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { sampleSeed } from '../../bot/commands/sample'
import { dayOf } from '../../data/domain/day'
import { writeCsv } from '../../data/sample/csv'
import { demoTutor } from '../../data/sample/demo-staff'
import { sampleTables } from '../../data/sample/write-feeds'
import { putMessage } from '../../data/records/outbox'
import { openStore } from '../../data/store/open'
import type { Store } from '../../data/store/store'
import { words } from '../cards/walk'
import { writeAlert, writeEpisode } from '../support/alert-cards'
import { engagement } from '../support/command'
import { engagementHere } from '../support/command-here'
import { storeSecret, useEntraBot } from '../support/identity/entra-bot'
import type { EntraUser } from '../support/identity/entra-user'
import { teamsCardAction, teamsMessage, teamsTokenExchange } from '../support/identity/teams-activity'
import { letGoOfFiles } from '../support/let-go'
import { aisha } from '../support/people'
import { dataOf, inputsOf } from '../support/pressed'
import { copySample } from '../support/sample'
import { now, temporaryFolder } from '../support/store'
import { until } from '../support/until'

/**
 * A rehearsal: a bot that people speak with is backed up, goes on, loses its store, and is put back. The tests are its steps,
 * one after the other.
 */
const database = copySample()
const file = database.slice('sqlite:'.length)
const folder = temporaryFolder()
const backup = path.join(folder, 'backup.db')
const always = path.join(folder, 'always.json')
const workingTime = {
  workingHours: { from: 0, to: 24 },
  workingDays: [1, 2, 3, 4, 5, 6, 7],
  bankHolidays: 'none',
}
writeFileSync(always, JSON.stringify({ alerts: workingTime }))
const environment = { ENGAGEMENT_SECRET: storeSecret, ENGAGEMENT_CONFIGURATION: always }

const bot = useEntraBot({ database, now, environment: { ENGAGEMENT_CONFIGURATION: always } })
let ruth: EntraUser
let server: Awaited<ReturnType<ReturnType<typeof bot>['startAnother']>>

const run = (...args: string[]) => engagementHere(args, { database, environment })
async function on<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = openStore(database, { secret: storeSecret })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}
const asked = async (text: string): Promise<string> =>
  (await run('ask', '--as', demoTutor.staffId, text, '--now', now.toISOString())).stdout
async function say(text: string): Promise<unknown> {
  const before = bot().connector.sent.length
  expect((await server.post(teamsMessage(ruth, text))).status).toBe(200)
  const [answer] = bot()
    .connector.sent.slice(before)
    .filter(({ type }) => type === 'message')
  return answer?.attachments?.[0]?.content
}
/** The cards that were sent unasked. */
const told = (): unknown[] =>
  bot()
    .connector.sent.flatMap(({ attachments = [] }) => attachments.map(({ content }) => content))
    .filter(
      (card) =>
        words(card).includes('alert about a student of yours') ||
        words(card).includes('No activity for 14 days'),
    )
const anchor = async (): Promise<string> => {
  const { stdout } = await run('audit', 'verify', '--json')
  return z.object({ anchor: z.string() }).parse(JSON.parse(stdout)).anchor
}

let answerThen = ''
const alerts = { before: '', after: '' }
const anchors = { backup: '', last: '' }
let cardAfter: unknown

beforeAll(async () => {
  ruth = bot().authority.addUser({ oid: demoTutor.entraObjectId, upn: demoTutor.email, name: 'Ruth Adeyemi' })
  server = bot()
  const token = await bot().authority.ssoToken(ruth)
  expect((await server.post(teamsTokenExchange(ruth, { token }))).status).toBe(200)
})

const due = (id: string) =>
  on((store) =>
    store.db.updateTable('outbox').set({ due_at: new Date().toISOString() }).where('id', '=', id).execute(),
  )
const outcome = (id: string) =>
  on((store) =>
    store.db
      .selectFrom('outbox')
      .select(['outcome', 'unknown_outcomes'])
      .where('id', '=', id)
      .executeTakeFirst(),
  )

test('while the bot works, a backup is made; it goes on', async () => {
  await on(async (store) => {
    const old = {
      id: 'old',
      staff_id: 's0101',
      given_at: '2020-01-01T00:00:00.000Z',
      about: null,
      text: 'old',
    }
    await store.db.insertInto('feedback').values(old).execute()
    const episodes = [await writeEpisode(store, aisha)]
    alerts.before = await writeAlert(store, { staffId: demoTutor.staffId, studentId: aisha, episodes })
  })
  answerThen = await asked('show 00412302')
  expect(answerThen).toContain('00412302')

  const [{ code, stdout }] = await Promise.all([run('backup', '--out', backup, '--json'), say('my access')])
  expect(code).toBe(0)
  anchors.backup = z
    .object({ trail: z.object({ anchor: z.string() }) })
    .parse(JSON.parse(stdout)).trail.anchor

  // What comes after it: what waited is told, another alert is made and told, a contact is kept, retention removes.
  await due(alerts.before)
  await until(async () => (await outcome(alerts.before))?.outcome === 'sent')
  expect(told()).toHaveLength(1)
  alerts.after = await on(async (store) => {
    const episodes = [await writeEpisode(store, '00412302')]
    const id = await writeAlert(store, { staffId: demoTutor.staffId, studentId: '00412302', episodes })
    return id
  })
  await due(alerts.after)
  await until(async () => (await outcome(alerts.after))?.outcome === 'sent')
  cardAfter = told()[1]
  const form = await say(`log a call with ${aisha}: talked about housing`)
  await server.post(teamsCardAction(ruth, { ...dataOf(form, 'Save'), ...inputsOf(form) }))
  expect(await asked(`contacts with ${aisha}`)).toContain('talked about housing')
  expect((await run('retention', 'run')).stdout).toContain('feedback: 1 row removed')
  anchors.last = await anchor()
})

test('nothing is put back while somebody has the store open, nor what is no backup', async () => {
  expect(await run('restore', backup)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('is open: stop the bot') as string,
  })
  expect(await run('restore', always)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('is no whole store') as string,
  })
  expect(await run('restore', path.join(folder, 'none.db'))).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('There is no backup') as string,
  })
  expect(await say('my access')).toBeDefined()
})

test('a store that is damaged is put back; what there was is kept beside it, its log too', async () => {
  // Whoever lets go last would take the log along.
  await letGoOfFiles()
  server.signal('SIGKILL')
  await server.ended
  writeFileSync(file, 'no database any more')
  expect(await run('restore', backup)).toEqual({
    code: 0,
    stdout: expect.stringContaining('is the backup now') as string,
    stderr: '',
  })
  const beside = readdirSync(path.dirname(file)).filter((name) => name.startsWith(path.basename(file)))
  expect(beside.some((name) => /\.before-\d{8}T\d{6}Z$/u.test(name))).toBe(true)
  expect(beside.some((name) => /\.before-\d{8}T\d{6}Z-wal$/u.test(name))).toBe(true)
  expect(beside.some((name) => name.endsWith('.restoring'))).toBe(false)
  expect(existsSync(backup)).toBe(true)
})

test('until it was told again who may see whom, the bot does not start, and nothing is answered', async () => {
  const waits = 'not loaded since: students, staff, assignments. Load the newest file of each'
  const playing = { ...environment, SIGN_IN: 'playground' }
  expect(await engagement(['start'], { database, environment: playing })).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(waits) as string,
  })
  expect(await run('ask', '--as', demoTutor.staffId, 'show 00412302')).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringContaining(waits) as string,
  })
  const feeds = path.join(folder, 'feeds')
  mkdirSync(feeds)
  for (const [, name, table] of sampleTables(sampleSeed, dayOf(now)).slice(1, 4))
    await writeCsv(path.join(feeds, name), table)
  for (const feed of ['students', 'staff', 'assignments'])
    expect(await run('ingest', feed, path.join(feeds, `${feed}.csv`))).toMatchObject({ code: 0 })
})

test('it is whole and answers as it did; the trail says that it was set back', async () => {
  const { stdout } = await run('doctor', '--json', '--now', now.toISOString())
  const { findings } = z
    .object({ findings: z.array(z.object({ check: z.string(), state: z.string() })) })
    .parse(JSON.parse(stdout))
  expect(findings.filter(({ check }) => check === 'store' || check === 'schema')).toEqual([
    { check: 'store', state: 'well' },
    { check: 'schema', state: 'well' },
  ])
  expect(await asked('show 00412302')).toBe(answerThen)
  expect((await run('audit', 'verify')).code).toBe(0)
  expect((await run('audit', 'verify', '--anchor', anchors.backup)).code).toBe(0)
  // Looks since the backup are gone, and what was noted down elsewhere proves it.
  expect((await run('audit', 'verify', '--anchor', anchors.last)).code).toBe(1)
  const shown = (await run('audit', 'show')).stdout
  expect(shown).toContain('"intent":"restore"')
  expect(shown).toContain('"intent":"backup"')
})

test('what came after the backup is lost: contacts, and what retention had removed is there again until it runs', async () => {
  expect(await asked(`contacts with ${aisha}`)).not.toContain('talked about housing')
  expect((await run('retention', 'plan')).stdout).toContain('feedback: 1 row due')
  expect((await run('retention', 'run')).stdout).toContain('feedback: 1 row removed')
  expect((await run('retention', 'plan')).stdout).not.toContain('feedback: 1 row')
})

test('what waited then and was told since is told once more, and no more; nothing else is', async () => {
  await due(alerts.before)
  const { waiting } = z
    .object({ waiting: z.number() })
    .parse(JSON.parse((await run('alerts', 'status', '--json')).stdout))
  expect(waiting).toBe(1)
  const before = told().length
  server = await bot().startAnother()
  await until(async () => (await outcome(alerts.before))?.outcome === 'sent')
  await on((store) =>
    store.transaction(({ db }) =>
      putMessage(db, {
        id: 'last',
        kind: 'revision',
        payload: { message: 'none' },
        recipient: null,
        dueAt: new Date(),
      }),
    ),
  )
  await until(async () => (await outcome('last'))?.outcome === 'dropped')
  expect(told().length - before).toBe(1)
  // Nothing knows that it was sent before: it is not among those that may have come twice.
  expect(await outcome(alerts.before)).toEqual({ outcome: 'sent', unknown_outcomes: 0 })
})

test('people sign in again, and a card of an alert that is no more does nothing', async () => {
  expect(JSON.stringify(await say('my access'))).toContain('tokenExchangeResource')
  const token = await bot().authority.ssoToken(ruth)
  expect((await server.post(teamsTokenExchange(ruth, { token }))).status).toBe(200)
  expect(words(await say('my access'))).toContain('Ruth Adeyemi')
  const { body } = await server.post(teamsCardAction(ruth, dataOf(cardAfter, 'Seen')))
  expect(words(body)).toContain('Nothing was changed.')
})

test('a restore into an empty place needs nothing to be there', async () => {
  const elsewhere = `sqlite:${path.join(folder, 'new', 'engagement.db')}`
  const ran = await engagementHere(['restore', backup, '--json'], { database: elsewhere, environment })
  expect(JSON.parse(ran.stdout)).toMatchObject({ aside: null, schema: 'current' })
  expect(await engagementHere(['audit', 'verify'], { database: elsewhere, environment })).toMatchObject({
    code: 0,
  })
  const onServer = await engagementHere(['restore', backup], {
    database: 'mssql://u:secret@127.0.0.1:1/e',
    environment,
  })
  expect(onServer).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('restored where it runs') as string,
  })
})
