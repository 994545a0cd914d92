import { useEntraBot } from '../support/identity/entra-bot'
import { teamsMessage } from '../support/identity/teams-activity'
import { copySample } from '../support/sample'
import { now } from '../support/store'

const bot = useEntraBot({ database: copySample(), now })

test('a turn that never ends keeps no server from stopping within twenty seconds', async () => {
  const server = await bot().startAnother()
  bot().connector.silent = true
  const asked = server
    .post(teamsMessage(bot().authority.addUser(), 'help'))
    .then(({ status }) => status)
    .catch(() => 'cut off')
  while (bot().connector.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 50))
  const started = performance.now()
  server.signal('SIGTERM')
  expect((await server.ended).code).toBe(0)
  const took = performance.now() - started
  expect(took).toBeGreaterThan(14_000)
  expect(took).toBeLessThan(20_500)
  expect(await asked).toBe('cut off')
})
