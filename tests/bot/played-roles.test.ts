import { useBot, activityFrom } from '../support/bot'
import { copySample } from '../support/sample'
import { openStore } from '../../data/store/open'
import { now } from '../support/store'

const database = copySample()
const without = useBot(database, { now })
const director = useBot(database, { now, playedRoles: ['Engagement.School'] })

/** The director of a school, whose role needs its app role. */
async function objectId(): Promise<string> {
  const store = openStore(database)
  const row = await store.db
    .selectFrom('staff')
    .select('entra_object_id')
    .where('staff_id', '=', 's0107')
    .executeTakeFirstOrThrow()
  await store.close()
  return row.entra_object_id ?? ''
}

test('whoever chats in the Playground has the app roles that it was started with, and no others', async () => {
  const asked = activityFrom(await objectId(), { type: 'message', text: 'my access' })
  for (const bot of [without, director]) await bot.post(asked)
  const [refused, shown] = [without, director].map(({ connector }) => JSON.stringify(connector.sent))
  const open = /names, e-mail, bands and reasons/u
  expect(shown).toMatch(open)
  expect(refused).not.toMatch(open)
  expect(refused).toMatch(/app role/u)
})
