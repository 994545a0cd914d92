import { spawn } from 'node:child_process'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { chatsOf, rememberChat } from '../../../data/records/conversation-references'
import { putMessage } from '../../../data/records/outbox'
import { noteTrouble } from '../../../data/records/trouble'
import { openStore } from '../../../data/store/open'
import { engagement, repository } from '../../support/command'
import { engagementHere } from '../../support/command-here'
import { useEntraWorld, appId, storeSecret, tenantId } from '../../support/identity/entra-bot'
import { channelIssuer } from '../../support/identity/key-server'
import { createCertificate } from '../../support/identity/certificate'
import { copySample } from '../../support/sample'
import { temporaryFolder } from '../../support/store'
import { startTeamsConnector, type TeamsConnector } from '../../support/teams-connector'

const database = copySample()
const catalogue = '5d2f1c0a-8f11-4d8b-9c57-0e9b0c9b0001'
const folder = temporaryFolder()
let teams: TeamsConnector
const world = useEntraWorld()
const store = openStore(database, { secret: storeSecret })
const admin = 's0125'

beforeAll(async () => {
  teams = await startTeamsConnector({ certificate: await createCertificate(folder) })
})
afterAll(async () => {
  await teams.close()
  await store.close()
})

/** What an operator sets, pointed at the stand-ins. */
function environment(): Record<string, string> {
  const { authority, graph, keyServer } = world()
  return {
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
    ENGAGEMENT_SECRET: storeSecret,
    MicrosoftAppId: appId,
    MicrosoftAppTenantId: tenantId,
    MicrosoftAppPassword: 'the-client-secret-of-the-tests',
    BOT_DOMAIN: 'bot.university.example',
    ENTRA_AUTHORITY: authority.url,
    GRAPH_URL: graph.url,
    TEAMS_SERVICE_URL: teams.serviceUrl,
    ToChannelFromBotLoginUrl: authority.url,
    ToChannelFromBotOAuthScope: channelIssuer,
    ToBotFromChannelTokenIssuer: channelIssuer,
    OAuthUrl: new URL(keyServer.metadataUrl).origin,
    ToBotFromChannelOpenIdMetadataUrl: keyServer.metadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: keyServer.metadataUrl,
    LOG_LEVEL: 'error',
  }
}

const run = (args: string[], more: Record<string, string> = {}) =>
  engagement(['alerts', ...args], { database, environment: { ...environment(), ...more } })

/** Somebody is to be told of trouble: that needs their chat and their rights at the moment of sending. */
async function putTrouble(): Promise<void> {
  await store.transaction(({ db }) =>
    noteTrouble(
      db,
      { kind: 'feed-trouble', about: 'library', recipient: admin },
      { isWell: false, at: new Date(Date.now() - 60_000) },
    ),
  )
}
const workingTime = '2026-11-24T10:00:00.000Z'

it('says how deliveries stand, on the terminal and as JSON, and needs no settings for that', async () => {
  await putTrouble()
  const { stdout } = await engagementHere(['alerts', 'status'], { database })
  expect(stdout).toMatch(/^Waiting: 1, of which 1 due, the oldest since/u)
  expect(stdout).toMatch(/personal tutor: \d+ people, 0 with a chat, 0 blocked, \d+ without/u)
  const json = await engagementHere(['alerts', 'status', '--json'], { database })
  expect(JSON.parse(json.stdout)).toMatchObject({
    waiting: 1,
    outcomes: { sent: 0, failed: 0 },
    unknownOutcomes: 0,
  })
})

it('needs the settings by which the server signs in', async () => {
  const { code, stderr } = await engagement(['alerts', 'send'], { database })
  expect(code).toBe(1)
  expect(stderr).toMatch(/MicrosoftAppId must be set/u)
})

it('makes the chat where there is none, with the bot’s own token, and installs the app first where that is wanted', async () => {
  const { entra_object_id: oid } = await store.db
    .selectFrom('staff')
    .select('entra_object_id')
    .where('staff_id', '=', admin)
    .executeTakeFirstOrThrow()
  const given = { PROACTIVE_INSTALL: '1', TEAMS_APP_CATALOG_ID: catalogue }
  for (let times = 0; times < 2; times += 1) {
    await store.db.deleteFrom('conversation_reference').execute()
    await store.db.updateTable('outbox').set({ due_at: workingTime, done_at: null, outcome: null }).execute()
    const ran = await run(['send', '--now', workingTime], given)
    // Who has a chat and no rights yet is told nothing.
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('1 dropped') as string })
  }
  expect([...world().graph.installed]).toEqual([oid])
  expect(world().graph.requests.map(({ status }) => status)).toEqual([201, 409])
  expect(teams.arrivals.map(({ verb }) => verb)).toEqual(['create', 'create'])
  const [first] = teams.arrivals
  expect(await world().authority.verify(first?.authorization, channelIssuer)).toBeDefined()
  expect(JSON.parse(first?.body ?? '')).toMatchObject({
    members: [{ id: oid }],
    tenantId,
    bot: { id: `28:${appId}` },
  })
  expect(await chatsOf(store, admin)).toMatchObject([{ conversationId: `a:${oid ?? ''}`, appRoles: [] }])
})

it('delivers what is due and ends; the trouble reaches whoever has the role and its key', async () => {
  const [chat] = await chatsOf(store, admin)
  if (!chat) throw new Error('There is no chat.')
  const known = { ...chat, channelUser: '29:a', appRoles: ['Engagement.Admin'] }
  await rememberChat(store, known, new Date(workingTime))
  await store.db.updateTable('outbox').set({ due_at: workingTime, done_at: null, outcome: null }).execute()
  const { code, stdout } = await run(['send', '--now', workingTime])
  expect({ code, stdout }).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('1 message sent') as string,
  })
  const [sent] = [...teams.chats.values()].flat()
  expect(sent?.body).toContain('Library')
})

it('with --follow goes on until it is stopped', async () => {
  const child = spawn(
    process.execPath,
    [path.join(repository, 'bot', 'engagement.mjs'), 'alerts', 'send', '--follow'],
    {
      env: { ...process.env, ENGAGEMENT_DATABASE: database, ...environment() },
      stdio: 'ignore',
    },
  )
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  for (const id of ['early', 'late']) {
    const message = { id, kind: 'of another version', payload: {}, recipient: null, dueAt: new Date(0) }
    await store.transaction(({ db }) => putMessage(db, message))
    while (await isDue(id)) await wait(100)
  }
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
}, 40_000)

async function isDue(id: string): Promise<boolean> {
  const row = await store.db
    .selectFrom('outbox')
    .select('due_at')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return row.due_at === new Date(0).toISOString()
}
