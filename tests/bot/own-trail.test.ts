import { sql } from 'kysely'
import { openStore } from '../../data/store/open'
import { engagement } from '../support/command'
import { engagementHere } from '../support/command-here'
import { freePort } from '../support/free-port'
import { startServer } from '../support/identity/server-process'
import { copySample } from '../support/sample'
import { now } from '../support/store'

const database = copySample()
const [own, other] = ['the secret that the trail began with.', 'a secret that somebody set later on.']
const environment = (secret: string) => ({ SIGN_IN: 'playground', ENGAGEMENT_SECRET: secret })

beforeAll(async () => {
  const asked = ['ask', '--as', 's0101', 'show my tutees by name', '--now', now.toISOString()]
  expect(await engagementHere(asked, { database, environment: environment(own) })).toMatchObject({ code: 0 })
})

test('a bot with another secret than the trail’s does not start, and says which it needs', async () => {
  const port = String(await freePort())
  const refused = await engagement(['start'], {
    database,
    environment: { ...environment(other), PORT: port },
  })
  expect(refused).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('was begun with another ENGAGEMENT_SECRET: set that one') as string,
  })
})

test('with its own it starts, even where the trail’s end was changed: whoever asks is told', async () => {
  const store = openStore(database)
  await sql`update access_chain set seal = 'x'`.execute(store.db)
  await store.close()
  const started = await startServer({
    environment: { ENGAGEMENT_DATABASE: database, ...environment(own) },
    now,
  })
  expect(started.output()).toContain('Listening on')
  await started.stop()
})
