import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { demoTutor } from '../../data/sample/demo-staff'
import { openStore } from '../../data/store/open'
import { activityFrom, useBot } from '../support/bot'
import { copySample } from '../support/sample'
import { now } from '../support/store'

const database = copySample()
const bot = useBot(database, { now })

async function say(text: string): Promise<string> {
  bot.connector.sent.length = 0
  await bot.post(activityFrom(demoTutor.entraObjectId, { type: 'message', text }))
  return JSON.stringify(bot.connector.sent)
}

test('when a look cannot be sealed, the person reads that nobody is shown, and why', async () => {
  expect(await say('show my tutees by name')).toContain('00412312')
  const found = await post({ type: 'invoke', name: 'composeExtension/query', value: searchFor('aisha') })
  expect(found).toContain('Aisha Rahman')
  const card = { verb: 'open-student', reference: /"reference":"([^"]+)"/u.exec(found)?.[1] }
  const store = openStore(database)
  await sql`update access_chain set seal = 'x'`.execute(store.db)
  await store.close()
  for (const text of ['show my tutees by name', 'how is Aisha doing']) {
    const told = await say(text)
    expect(told).toContain('so I show nobody')
    expect(told).not.toMatch(/004\d{5}/u)
  }
  // A search may show nobody either, and a card that was opened in a group says so in the private chat alone.
  const named = await post({
    type: 'invoke',
    name: 'composeExtension/query',
    value: searchFor('Aisha Rahman'),
  })
  expect(named).not.toMatch(/Aisha|004\d{5}/u)
  bot.connector.sent.length = 0
  const opened = await post({ type: 'invoke', name: 'adaptiveCard/action', value: press(card), ...group })
  expect(opened).toContain('I answer you in our private chat')
  for (let tries = 0; tries < 50 && bot.connector.sent.length === 0; tries += 1) await wait(100)
  expect(JSON.stringify(bot.connector.sent)).toContain('so I show nobody')
})

// As the Playground sends a search: it names no parameter.
const searchFor = (value: string) => ({ parameters: [{ value }] })
const press = (data: unknown) => ({ action: { type: 'Action.Execute', verb: 'open-student', data } })
const group = { conversation: { id: '19:group', conversationType: 'groupChat', isGroup: true } }

async function post(parts: object): Promise<string> {
  return JSON.stringify((await bot.post(activityFrom(demoTutor.entraObjectId, parts))).body)
}
