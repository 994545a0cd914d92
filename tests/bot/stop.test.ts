import { Agent, request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { demoTutor } from '../../data/sample/demo-staff'
import { useEntraBot, type EntraServer } from '../support/identity/entra-bot'
import type { EntraUser } from '../support/identity/entra-user'
import { teamsMessage, teamsTokenExchange } from '../support/identity/teams-activity'
import { startModelServer, type ModelServer } from '../support/model-server'
import { copySample } from '../support/sample'
import { now } from '../support/store'
import { until } from '../support/until'

/** The built server, told to stop as a service manager tells it, while somebody waits for an answer. */
let model: ModelServer
const bot = useEntraBot({
  database: copySample(),
  now,
  environment: async (certificate) => {
    model = await startModelServer(certificate)
    return {
      LANGUAGE_MODEL: `azure-openai:${model.url}/gpt-4o`,
      LANGUAGE_MODEL_KEY: 'the-key-of-the-resource-of-the-tests',
    }
  },
})
let user: EntraUser
beforeAll(async () => {
  user = bot().authority.addUser({ oid: demoTutor.entraObjectId, upn: demoTutor.email, name: 'Ruth Adeyemi' })
  const token = await bot().authority.ssoToken(user)
  expect((await bot().post(teamsTokenExchange(user, { token }))).status).toBe(200)
})
beforeEach(() => {
  bot().connector.sent.length = 0
  model.reset()
})
afterAll(() => model.close())

/** A question that the model takes seconds to read. */
const slow = 'which tutees deserve the first meeting'
function takesSeconds(seconds: number): void {
  model.answer = (response) => {
    void wait(seconds * 1_000, undefined, { ref: false }).then(() => response.destroy())
  }
}

const answers = () => bot().connector.sent.filter(({ type }) => type === 'message')
const ready = async (server: EntraServer) => {
  const response = await fetch(`${server.address}/health/ready`)
  return { status: response.status, body: await response.json() }
}
const isRefused = (server: EntraServer): Promise<boolean> =>
  fetch(`${server.address}/health/live`).then(
    () => false,
    (error: unknown) => String((error as { cause?: unknown }).cause).includes('ECONNREFUSED'),
  )

test('the turn in flight is answered; whoever asks after that is refused a connection, not lost', async () => {
  const server = await bot().startAnother()
  takesSeconds(3)
  const asked = server.post(teamsMessage(user, slow))
  await until(() => model.requests.length === 1)
  server.signal('SIGINT')
  await until(() => isRefused(server))
  await expect(server.post(teamsMessage(user, 'my access'))).rejects.toThrow('fetch failed')
  expect(answers()).toEqual([])
  expect((await asked).status).toBe(200)
  expect(JSON.stringify(answers())).toContain('I did not quite follow that')
  expect(await server.ended).toEqual({ code: 0, signal: null })
})

test('it is not ready at once, answers while whatever stands before it finds out, and then takes nothing more', async () => {
  const server = await bot().startAnother()
  expect(await ready(server)).toMatchObject({ status: 200, body: { ready: true } })
  const started = performance.now()
  server.signal('SIGTERM')
  await until(async () => (await ready(server)).status === 503)
  expect(performance.now() - started).toBeLessThan(3_000)
  expect(await ready(server)).toMatchObject({ body: { ready: false, store: 'ok', stopping: true } })
  expect((await server.post(teamsMessage(user, 'my access'))).status).toBe(200)
  expect(JSON.stringify(answers())).toContain('Ruth Adeyemi')
  await until(() => isRefused(server))
  expect(await server.ended).toEqual({ code: 0, signal: null })
  expect(performance.now() - started).toBeLessThan(20_000)
})

test('a connection that is kept open brings nothing more than the answer that it waits for', async () => {
  const server = await bot().startAnother()
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const get = (path: string) =>
    new Promise<number>((resolve, reject) => {
      request(`${server.address}${path}`, { agent }, (response) => {
        response.resume().on('end', () => resolve(response.statusCode ?? 0))
      })
        .on('error', reject)
        .end()
    })
  expect(await get('/health/live')).toBe(200)
  takesSeconds(3)
  const asked = server.post(teamsMessage(user, slow))
  await until(() => model.requests.length === 1)
  server.signal('SIGINT')
  await until(() => isRefused(server))
  await expect(get('/health/live')).rejects.toThrow()
  await asked
  const answered = performance.now()
  expect(await server.ended).toEqual({ code: 0, signal: null })
  // Nothing waits for the connection to time out.
  expect(performance.now() - answered).toBeLessThan(4_000)
  agent.destroy()
})

test('a turn whose asker has given up is ended too', async () => {
  const server = await bot().startAnother()
  takesSeconds(3)
  const gone = new AbortController()
  const body = JSON.stringify({ serviceUrl: bot().connector.serviceUrl, ...teamsMessage(user, slow) })
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${await bot().keyServer.token()}`,
  }
  const asked = fetch(`${server.address}/api/messages`, {
    method: 'POST',
    headers,
    body,
    signal: gone.signal,
  })
  await until(() => model.requests.length === 1)
  gone.abort()
  await expect(asked).rejects.toThrow()
  server.signal('SIGINT')
  expect(await server.ended).toEqual({ code: 0, signal: null })
  expect(JSON.stringify(answers())).toContain('I did not quite follow that')
})

test('a second signal ends it at once, whichever of the two it is', async () => {
  for (const [first, second] of [
    ['SIGTERM', 'SIGINT'],
    ['SIGINT', 'SIGTERM'],
  ] as const) {
    const server = await bot().startAnother()
    takesSeconds(10)
    const before = model.requests.length
    const asked = server.post(teamsMessage(user, slow)).catch(() => 'cut off')
    await until(() => model.requests.length > before)
    server.signal(first)
    await until(() =>
      ready(server).then(
        ({ status }) => status === 503,
        () => true,
      ),
    )
    const sent = performance.now()
    server.signal(second)
    expect(await server.ended).toEqual({ code: null, signal: second })
    expect(performance.now() - sent).toBeLessThan(2_000)
    expect(await asked).toBe('cut off')
  }
})
