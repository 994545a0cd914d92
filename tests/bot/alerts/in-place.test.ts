import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { ensureJob, planJob } from '../../../data/records/jobs'
import { reviseMessage } from '../../../data/records/outbox'
import { demoLeader, demoTutor } from '../../../data/sample/demo-staff'
import { openStore } from '../../../data/store/open'
import type { Store } from '../../../data/store/store'
import { words } from '../../cards/walk'
import { writeAlert, writeEpisode } from '../../support/alert-cards'
import { storeSecret, useEntraBot } from '../../support/identity/entra-bot'
import type { EntraUser } from '../../support/identity/entra-user'
import { teamsCardAction, teamsMessage, teamsTokenExchange } from '../../support/identity/teams-activity'
import { dataOf } from '../../support/pressed'
import { copySample } from '../../support/sample'
import { now, temporaryFolder } from '../../support/store'

const database = copySample()
const atAnyTime = path.join(temporaryFolder(), 'at-any-time.json')
const everyDay = { workingHours: { from: 0, to: 24 }, workingDays: [1, 2, 3, 4, 5, 6, 7] }
writeFileSync(atAnyTime, JSON.stringify({ alerts: everyDay }))
// No round of planning comes between: what is sent is what these tests make.
beforeAll(async () => {
  const before = openStore(database, { secret: storeSecret })
  await ensureJob(before, planJob, new Date('2100-01-01T00:00:00Z'))
  await before.close()
})
const bot = useEntraBot({ database, environment: { ENGAGEMENT_CONFIGURATION: atAnyTime }, now })
const [aisha, chidi] = ['00412301', '00412304'] as const

let store: Store
let ruth: EntraUser
let gareth: EntraUser
beforeAll(async () => {
  store = openStore(database, { secret: storeSecret })
  const { authority } = bot()
  ruth = authority.addUser({ oid: demoTutor.entraObjectId, upn: demoTutor.email })
  gareth = authority.addUser({ oid: demoLeader.entraObjectId, upn: demoLeader.email })
  for (const user of [ruth, gareth]) {
    const token = await authority.ssoToken(user)
    expect((await bot().post(teamsTokenExchange(user, { token }))).status).toBe(200)
    await bot().post(teamsMessage(user, 'my access'))
  }
})
afterAll(() => store.close())

/** What the connector was asked to do in somebody's chat, newest last: each way, and the words of its card. */
function inChatOf({ oid }: EntraUser): { method: string; text: string }[] {
  const { requests, sent } = bot().connector
  const withBody = requests.filter(({ method }) => method === 'POST' || method === 'PUT')
  return withBody.flatMap(({ method, conversationId }, index) =>
    decodeURIComponent(conversationId ?? '') === `a:${oid}`
      ? [{ method, text: words(sent[index]?.attachments?.[0]?.content) }]
      : [],
  )
}

async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited = 0; !(await what()) && waited < 20_000; waited += 200) await wait(200)
  expect(await what()).toBe(true)
}

const invoked = z.object({ value: z.unknown() })
async function press(user: EntraUser, data: unknown): Promise<unknown> {
  const { body } = await bot().post(teamsCardAction(user, data))
  return invoked.parse(body).value
}

const cardIn = (user: EntraUser): unknown => {
  const { requests, sent } = bot().connector
  const index = requests
    .filter(({ method }) => method === 'POST' || method === 'PUT')
    .findLastIndex(({ conversationId }) => decodeURIComponent(conversationId ?? '') === `a:${user.oid}`)
  return sent[index]?.attachments?.[0]?.content
}

test('two holders are told, and what one does stands on the card of the other, in its place', async () => {
  bot().reset()
  const episodes = [await writeEpisode(store, aisha)]
  const about = { studentId: aisha, episodes, dueAt: new Date() }
  const hers = await writeAlert(store, { ...about, staffId: demoTutor.staffId })
  await writeAlert(store, {
    ...about,
    staffId: demoLeader.staffId,
    role: 'programme-leader',
    why: 'passed-up',
    passedFrom: hers,
  })
  await until(() => [ruth, gareth].every((user) => inChatOf(user).length > 0))
  expect(inChatOf(ruth)[0]).toMatchObject({ method: 'POST' })
  expect(inChatOf(ruth)[0]?.text).toContain('because you are their personal tutor')
  await press(gareth, dataOf(cardIn(gareth), 'Seen'))
  await until(() => inChatOf(ruth).some(({ method }) => method === 'PUT'))
  expect(inChatOf(ruth).at(-1)?.text).toContain('Gareth Pritchard also has this and saw it')
  await until(() => inChatOf(gareth).some(({ text }) => text.includes('You saw this')))
  expect(inChatOf(gareth).filter(({ method }) => method === 'POST')).toHaveLength(1)
}, 60_000)

test('where the right has gone between making and sending, nothing is sent', async () => {
  bot().reset()
  const episodes = [await writeEpisode(store, chidi)]
  const tutors = store.db
    .updateTable('assignment')
    .where('student_id', '=', chidi)
    .where('role', '=', 'personal-tutor')
  await tutors.set({ end_date: '2026-11-01' }).execute()
  const about = { staffId: demoTutor.staffId, studentId: chidi, episodes, dueAt: new Date() }
  const alert = await writeAlert(store, about)
  const outcome = () =>
    store.db
      .selectFrom('outbox')
      .select(['outcome', 'reason'])
      .where('id', '=', alert)
      .executeTakeFirstOrThrow()
  await until(async () => (await outcome()).outcome !== null)
  await tutors.set({ end_date: null }).execute()
  expect(await outcome()).toEqual({ outcome: 'dropped', reason: 'out-of-scope' })
  expect(inChatOf(ruth)).toEqual([])
  const ended = await store.db.selectFrom('alert').select('state').where('alert_id', '=', alert).execute()
  expect(ended).toEqual([{ state: 'withdrawn' }])
}, 60_000)

test('where the right goes after it was told, the card is taken back, and the alert ends', async () => {
  bot().reset()
  const [open] = await store.db
    .selectFrom('alert')
    .selectAll()
    .where('staff_id', '=', demoTutor.staffId)
    .where('student_id', '=', aisha)
    .execute()
  const alert = open?.alert_id ?? ''
  expect(open).toMatchObject({ state: 'told' })
  const tutors = store.db
    .updateTable('assignment')
    .where('student_id', '=', aisha)
    .where('role', '=', 'personal-tutor')
  await tutors.set({ end_date: '2026-11-01' }).execute()
  await store.transaction(({ db }) => reviseMessage(db, alert, new Date()))
  await until(() => bot().connector.requests.some(({ method }) => method === 'DELETE'))
  const stateOf = async () =>
    (
      await store.db
        .selectFrom('alert')
        .select('state')
        .where('alert_id', '=', alert)
        .executeTakeFirstOrThrow()
    ).state
  await until(async () => (await stateOf()) === 'withdrawn')
  await tutors.set({ end_date: null }).execute()
}, 60_000)

test('one that turns out never to have been is taken back where nobody opened it', async () => {
  bot().reset()
  const episode = await writeEpisode(store, chidi, { rule: 'newly-low' })
  const about = { staffId: demoTutor.staffId, studentId: chidi, episodes: [episode], dueAt: new Date() }
  const alert = await writeAlert(store, about)
  await until(() => inChatOf(ruth).length > 0)
  await store.transaction(async ({ db }) => {
    await db
      .updateTable('alert_episode')
      .set({ state: 'corrected', last_change: 'corrected' })
      .where('episode_id', '=', episode)
      .execute()
    await reviseMessage(db, alert, new Date())
  })
  await until(() => bot().connector.requests.some(({ method }) => method === 'DELETE'))
}, 60_000)

test('the log names no student', () => {
  const output = bot().output()
  expect(output.length).toBeGreaterThan(0)
  for (const part of ['Aisha', 'Rahman', 'Chidi', 'Okafor', aisha, chidi]) expect(output).not.toContain(part)
})
