import { demoTutor } from '../../data/sample/demo-staff'
import { engagement } from '../support/command'
import { useEntraBot } from '../support/identity/entra-bot'
import type { Certificate } from '../support/identity/certificate'
import type { EntraUser } from '../support/identity/entra-user'
import { teamsMessage, teamsTokenExchange } from '../support/identity/teams-activity'
import { completion, startModelServer, type ModelAnswer, type ModelServer } from '../support/model-server'
import { copySample } from '../support/sample'
import { now } from '../support/store'

/** The built server, configured as an operator would, and a model that it reaches as it would reach any. */
const database = copySample()
const key = 'the-key-of-the-resource-of-the-tests'
const unplaced = 'which tutees deserve the first meeting'
let certificate: Certificate
let model: ModelServer
let elsewhere: ModelServer
let user: EntraUser

const environment = (): Record<string, string> => ({
  LANGUAGE_MODEL: `azure-openai:${model.url}/gpt-4o`,
  LANGUAGE_MODEL_KEY: key,
})
const bot = useEntraBot({
  database,
  now,
  environment: async (given) => {
    certificate = given
    model = await startModelServer(given)
    elsewhere = await startModelServer(given)
    return environment()
  },
})
beforeAll(async () => {
  user = bot().authority.addUser({ oid: demoTutor.entraObjectId, upn: demoTutor.email, name: 'Ruth Adeyemi' })
  const token = await bot().authority.ssoToken(user)
  expect((await bot().post(teamsTokenExchange(user, { token }, chat))).status).toBe(200)
})
beforeEach(() => {
  model.reset()
  bot().connector.sent.length = 0
})
afterAll(async () => {
  await model.close()
  await elsewhere.close()
})

const chat = { conversation: { id: 'a:chat-of-ruth', conversationType: 'personal' } }

async function say(text: string, parts: object = chat) {
  expect((await bot().post(teamsMessage(user, text, parts))).status).toBe(200)
  // Whoever waits is shown that the bot types.
  const [first, ...more] = bot().connector.sent.filter(({ type }) => type === 'message')
  expect(more).toEqual([])
  return { text: JSON.stringify(first?.attachments), entities: first?.entities }
}

const aiLabel = {
  type: 'https://schema.org/Message',
  '@type': 'Message',
  '@context': 'https://schema.org',
  '@id': '',
  additionalType: ['AIGeneratedContent'],
}

test('an answer to a question that the model read is marked in the card, and as AI in Teams', async () => {
  model.answer = { intent: 'list-students', population: 'tutees', trend: 'falling' }
  const { text, entities } = await say(unplaced)
  expect(text).toContain('AI-generated reading: “show my tutees falling trend”.')
  expect(entities).toEqual([aiLabel])
  expect(model.requests[0]?.headers['api-key']).toBe(key)
})

test('an answer to a question that the grammar read is not', async () => {
  const { text, entities } = await say('show falling tutees')
  expect(text).not.toContain('AI-generated')
  expect(entities ?? []).toEqual([])
  expect(model.bytes()).toHaveLength(0)
})

test.each<[string, () => ModelAnswer, string]>([
  [
    'sends elsewhere',
    () => (response) => {
      response.writeHead(307, { location: `${elsewhere.url}/openai/deployments/gpt-4o/chat/completions` })
      response.end()
    },
    'model-unreachable',
  ],
  ['sends ten megabytes', () => JSON.stringify(completion('x'.repeat(10_000_000))), 'model-too-large'],
  ['says nothing for too long', () => () => undefined, 'model-slow'],
  ['says a name', () => 'Aisha Rahman', 'model-no-question'],
])('a model that %s is answered for as ever, and the log has a code', async (_, answer, code) => {
  model.answer = answer()
  const before = bot().output().length
  const { text, entities } = await say(unplaced)
  expect(text).toContain('I did not quite follow that')
  expect(entities ?? []).toEqual([])
  expect(elsewhere.bytes()).toHaveLength(0)
  const lines = bot().output().slice(before)
  expect(lines).toContain(`"code":"${code}","msg":"message not read by the model"`)
  for (const secret of [key, 'deserve', 'Aisha', 'library wrote']) expect(lines).not.toContain(secret)
})

test('what nobody may read along is never asked in a group', async () => {
  model.answer = { intent: 'help' }
  await say(unplaced, {
    conversation: { id: '19:group@thread.v2', conversationType: 'groupChat', isGroup: true },
  })
  expect(model.bytes()).toHaveLength(0)
})

describe('engagement ask', () => {
  const run = async (environments: Record<string, string>) => {
    const { stdout } = await engagement(['ask', '--as', demoTutor.staffId, unplaced, '--json'], {
      database,
      environment: { NODE_EXTRA_CA_CERTS: certificate.file, ...environments },
    })
    const [line = '', ...more] = stdout.trim().split('\n')
    expect(more).toEqual([])
    return JSON.parse(line) as unknown
  }
  test('says too that a model read', async () => {
    model.answer = { intent: 'my-access' }
    expect(await run(environment())).toMatchObject({ query: { intent: 'my-access' }, reading: 'model' })
  })
  test('asks no model unless one is configured', async () => {
    expect(await run({})).toMatchObject({ query: { intent: 'unclear' } })
    expect(model.bytes()).toHaveLength(0)
  })
  test('prints nothing else where the model fails', async () => {
    expect(
      await run({ ...environment(), LANGUAGE_MODEL: 'azure-openai:https://127.0.0.1:1/gpt-4o' }),
    ).toMatchObject({
      query: { intent: 'unclear' },
    })
  })
})
