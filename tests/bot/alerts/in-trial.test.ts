import { setTimeout as wait } from 'node:timers/promises'
import { evaluateAndPlan } from '../../../bot/alerts/evaluate-and-plan'
import { onTrial } from '../../../bot/alerts/on-trial'
import { ask } from '../../../bot/ask'
import { clockOf } from '../../../bot/clock'
import { standardSettings } from '../../../data/configuration/settings'
import { demoLeader, demoTutor } from '../../../data/sample/demo-staff'
import { openStore } from '../../../data/store/open'
import { activityFrom, useBot } from '../../support/bot'
import { engagement } from '../../support/command'
import { passTime } from '../../support/deliveries'
import { copySample } from '../../support/sample'

const database = copySample()
const bot = useBot(database)
const store = openStore(database, { settings: onTrial(standardSettings) })
afterAll(() => store.close())

const messagesOf = (staffId: string) =>
  store.db.selectFrom('outbox').selectAll().where('recipient', '=', staffId).execute()
const outcomes = async (staffId: string) => (await messagesOf(staffId)).map(({ outcome }) => outcome)

/** Somebody opens the chat as this person, as who starts the demo does. */
const chat = (entraObjectId: string) =>
  bot.post(activityFrom(entraObjectId, { type: 'message', text: 'my access' }))

/** Until what is for somebody was sent, however long it would have waited. */
async function told(staffId: string): Promise<void> {
  for (let tries = 0; tries < 60 && !(await outcomes(staffId)).includes('sent'); tries += 1) {
    if (tries % 10 === 9) await passTime(store)
    await wait(500)
  }
  expect(await outcomes(staffId)).toContain('sent')
}

it('whoever has opened no chat is waited for, and nothing fails for that', async () => {
  const clock = await clockOf(store, {})
  await evaluateAndPlan(store, clock)
  await chat(demoTutor.entraObjectId)
  await told(demoTutor.staffId)
  while (
    (
      await store.db
        .selectFrom('outbox')
        .selectAll()
        .where('done_at', 'is', null)
        .where('reason', 'is', null)
        .execute()
    ).length > 0
  )
    await wait(500)
  const rows = await store.db
    .selectFrom('outbox')
    .select(['recipient', 'outcome', 'reason', 'attempts'])
    .execute()
  expect(rows.filter(({ outcome }) => outcome === 'failed')).toEqual([])
  const waiting = rows.filter(({ outcome }) => outcome === null)
  expect(waiting.length).toBeGreaterThan(50)
  expect(new Set(waiting.map(({ reason }) => reason))).toEqual(new Set(['no-chat-yet']))
  expect(new Set(await outcomes(demoLeader.staffId))).toEqual(new Set([null]))
  const undelivered = store.db.selectFrom('alert').selectAll().where('state', '=', 'undelivered')
  expect(await undelivered.execute()).toEqual([])
}, 60_000)

it('an administrator reads that they wait, and of no failures', async () => {
  const asker = { key: { idOrEmail: 's0125' }, appRoles: ['Engagement.Admin'] }
  const message = { text: 'list alerts', conversation: { id: 'c', kind: 'personal' } as const }
  const { answer } = await ask(store, await clockOf(store, {}), asker, message)
  expect(answer.text).toMatch(/\d+ of them wait until whom it is for opens a chat with the bot\./u)
  expect(answer.text).toContain('Failed: 0')
  expect(answer.text).not.toContain('no-chat-yet')
  const { stdout } = await engagement(['alerts', 'status'], { database })
  expect(stdout).toMatch(/\n {2}\d+ of them wait until whom it is for opens a chat with the bot\.\n/u)
  expect(stdout).toContain('  failed: 0\n')
})

it('who opens a chat later gets what waited', async () => {
  await chat(demoLeader.entraObjectId)
  await passTime(store)
  await told(demoLeader.staffId)
}, 60_000)
