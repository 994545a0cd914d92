import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { demoTutor } from '../../data/sample/demo-staff'
import { noteTrouble } from '../../data/records/trouble'
import { openStore } from '../../data/store/open'
import type { Store } from '../../data/store/store'
import { writeAlert, writeEpisode } from '../support/alert-cards'
import { engagementHere } from '../support/command-here'
import { storeSecret, useEntraBot } from '../support/identity/entra-bot'
import type { EntraUser } from '../support/identity/entra-user'
import { teamsMessage, teamsTokenExchange } from '../support/identity/teams-activity'
import { aisha } from '../support/people'
import { copySample } from '../support/sample'
import { now, temporaryFolder } from '../support/store'
import { tableContents } from '../support/table-contents'

/** A bot is stopped, its configuration changed in everything that may be, and started again on the same store. */
const database = copySample()
const otherwise = path.join(temporaryFolder(), 'otherwise.json')
const settings = {
  indicator: {
    weights: { attendance: 0.1, canvas: 0.6, submissions: 0.2, library: 0.05, printing: 0.05 },
    thresholds: { high: 95, good: 90, partial: 85 },
  },
  // The library and the calendar are expected no longer.
  feeds: { rhythmDays: { students: 1, staff: 1, assignments: 1, organisation: 1, canvas: 1, attendance: 1 } },
  alerts: {
    cardsPerPersonAndWeek: 1,
    workingHours: { from: 0, to: 24 },
    workingDays: [1, 2, 3, 4, 5, 6, 7],
    rules: { silent: { on: false, days: 14, worseAfterDays: [21, 28] } },
    sending: {
      requestsPerSecond: 2,
      perChat: [{ seconds: 1, requests: 1 }],
      attempts: 3,
    },
  },
}
writeFileSync(otherwise, JSON.stringify(settings))
const changed = { ENGAGEMENT_CONFIGURATION: otherwise, LOG_LEVEL: 'warn' }

const bot = useEntraBot({ database, now })
let ruth: EntraUser
let store: Store
const contents = (): Promise<Record<string, unknown[]>> => tableContents(store)
let before: Record<string, unknown[]>

beforeAll(async () => {
  ruth = bot().authority.addUser({ oid: demoTutor.entraObjectId, upn: demoTutor.email, name: 'Ruth Adeyemi' })
  store = openStore(database, { secret: storeSecret })
  const token = await bot().authority.ssoToken(ruth)
  expect((await bot().post(teamsTokenExchange(ruth, { token }))).status).toBe(200)
  await bot().post(teamsMessage(ruth, 'pause my alerts until 1 December'))
  await bot().post(teamsMessage(ruth, 'show low-engagement tutees'))
  await bot().stop()
  const episodes = [await writeEpisode(store, aisha)]
  await writeAlert(store, { staffId: demoTutor.staffId, studentId: aisha, episodes })
  await store.transaction(({ db }) =>
    noteTrouble(
      db,
      { kind: 'feed-trouble', about: 'library', recipient: 's0125' },
      { isWell: false, at: new Date('2100-01-01T00:00:00Z') },
    ),
  )
  before = await contents()
})
afterAll(() => store.close())

/** What goes on whatever the settings are: looks, the end of their chain, who holds which slot, and where a chat is. */
const grows = ['access_entry', 'access_entry_student', 'access_seal', 'protected_state']
const alive = ['access_chain', 'conversation_reference', 'send_slot', 'job']

test('nothing that is held is lost: sign-ins, what a message goes on from, pauses, alerts and what waits to be sent', async () => {
  const server = await bot().startAnother(changed)
  bot().connector.sent.length = 0
  expect((await server.post(teamsMessage(ruth, 'only the falling ones'))).status).toBe(200)
  const answer = JSON.stringify(bot().connector.sent)
  expect(answer).toContain('Low or no engagement · falling trend · your tutees')
  expect(answer).not.toContain('Sign in')
  bot().connector.sent.length = 0
  await server.post(teamsMessage(ruth, 'alert settings'))
  expect(JSON.stringify(bot().connector.sent)).toMatch(/They come again on Tuesday 1 December/u)
  await server.stop()

  const after = await contents()
  for (const [table, rows] of Object.entries(before)) {
    if (alive.includes(table)) continue
    const kept = grows.includes(table) ? rows.filter((row) => after[table]?.includes(row)) : after[table]
    // Of the state of a conversation there is a newer one.
    const isReplaced = table === 'protected_state' ? 1 : 0
    expect({ table, rows: kept?.length }).toEqual({ table, rows: rows.length - isReplaced })
    if (!grows.includes(table)) expect({ table, rows: after[table] }).toEqual({ table, rows })
  }
  expect(after.outbox).toHaveLength(2)
  expect(after.alert_episode).toHaveLength((before.alert_episode ?? []).length)
})

const run = async (environment: Record<string, string>, ...args: string[]) => {
  const ran = await engagementHere([...args, '--now', now.toISOString(), '--json'], {
    database,
    environment: { ENGAGEMENT_SECRET: storeSecret, ...environment },
  })
  expect(ran).toMatchObject({ code: 0 })
  return JSON.parse(ran.stdout) as unknown
}
const weeks = () =>
  store.db
    .selectFrom('score_week')
    .select(['week_start', 'configuration', 'band', 'score'])
    .where('student_id', '=', aisha)
    .orderBy('week_start')
    .execute()
const explained = async () => {
  const asked = await run(changed, 'ask', '--as', demoTutor.staffId, `explain the score of ${aisha}`)
  return z.object({ text: z.string() }).parse(asked).text
}

test('a score stays explained by the configuration that made it; only the newest week is made anew', async () => {
  const first = await weeks()
  // By the weights and thresholds of when it was made, whatever is configured now.
  const asBefore = await explained()
  expect(asBefore).toMatch(/Score: \(0\.35 × .*\nHigh from 75/u)
  await run(changed, 'score')
  const second = await weeks()
  expect(second.slice(0, -1)).toEqual(first.slice(0, -1))
  expect(second.at(-1)?.configuration).not.toBe(first.at(-1)?.configuration)
  expect(await explained()).toMatch(/Score: \(0\.6 × .*\nHigh from 95/u)
  const versions = await store.db.selectFrom('score_configuration').select(['version', 'content']).execute()
  for (const { configuration } of second) {
    const { content = '{}' } = versions.find(({ version }) => version === configuration) ?? {}
    expect(JSON.parse(content)).toMatchObject({
      thresholds: { high: configuration === second.at(-1)?.configuration ? 95 : 75 },
    })
  }
  await run({}, 'score')
  expect(await weeks()).toEqual(first)
})

test('a feed that is expected no longer is never overdue; a source whose data have ended stays left out', async () => {
  const later = new Date('2027-01-11T09:00:00Z').toISOString()
  const states = async (environment: Record<string, string>) => {
    const { stdout } = await engagementHere(['doctor', '--json', '--now', later], {
      database,
      environment: { ENGAGEMENT_SECRET: storeSecret, ...environment },
    })
    const { findings } = z
      .object({ findings: z.array(z.object({ state: z.string(), what: z.string() })) })
      .parse(JSON.parse(stdout))
    const of = (feed: string) => findings.find(({ what }) => what.startsWith(feed))?.state
    return { calendar: of('Calendar'), library: of('Library'), students: of('Students') }
  }
  expect(await states({})).toEqual({ calendar: 'wrong', library: 'wrong', students: 'wrong' })
  expect(await states(changed)).toEqual({ calendar: 'well', library: 'wrong', students: 'wrong' })
})
