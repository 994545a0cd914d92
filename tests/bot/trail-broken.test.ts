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
  const store = openStore(database)
  await sql`update access_chain set seal = 'x'`.execute(store.db)
  await store.close()
  for (const text of ['show my tutees by name', 'how is Aisha doing']) {
    const told = await say(text)
    expect(told).toContain('so I show nobody')
    expect(told).not.toMatch(/004\d{5}/u)
  }
})
