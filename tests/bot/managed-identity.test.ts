import { demoTutor } from '../../data/sample/demo-staff'
import { engagement } from '../support/command'
import { appId, tenantId, useEntraBot } from '../support/identity/entra-bot'
import { teamsMessage, teamsTokenExchange } from '../support/identity/teams-activity'
import { startModelServer, type ModelServer } from '../support/model-server'
import { copySample } from '../support/sample'
import { now } from '../support/store'

const database = copySample()
let model: ModelServer
const bot = useEntraBot({
  database,
  environment: async (certificate, { identityEndpoint }) => {
    model = await startModelServer(certificate)
    return {
      ...identityEndpoint.environment,
      MicrosoftAppPassword: '',
      LANGUAGE_MODEL: `azure-openai:${model.url}/gpt-4o`,
    }
  },
  now,
})
afterAll(() => model.close())

const exchangeFor = async (oid = demoTutor.entraObjectId) => {
  const user = bot().authority.user(oid) ?? bot().authority.addUser({ oid, upn: demoTutor.email })
  const chat = {
    conversation: { id: 'a:chat-of-ruth', conversationType: 'personal', tenantId: user.tid },
  }
  const token = await bot().authority.ssoToken(user)
  return { user, chat, status: (await bot().post(teamsTokenExchange(user, { token }, chat))).status }
}

test('a bot without a secret signs people in and answers by the managed identity that its registration trusts', async () => {
  const { user, chat, status } = await exchangeFor()
  expect(status).toBe(200)
  expect((await bot().post(teamsMessage(user, 'show low-engagement tutees', chat))).status).toBe(200)
  expect(JSON.stringify(bot().connector.sent)).toContain('low')
  const { requests } = bot().authority
  expect(requests.length).toBeGreaterThan(1)
  expect(new Set(requests.map(({ proof }) => proof))).toEqual(new Set(['assertion']))
})

test('the identity is asked for a token of that one purpose, and once while it holds', () => {
  expect(bot().identityEndpoint.asked).toEqual(['api://AzureADTokenExchange'])
})

test('the language model is opened by the identity too', async () => {
  const { user, chat } = await exchangeFor()
  await bot().post(teamsMessage(user, 'which tutees deserve the first meeting', chat))
  const [request] = model.requests
  const audience = 'https://cognitiveservices.azure.com'
  expect(await bot().authority.verify(request?.headers.authorization, audience)).toBeDefined()
  expect(request?.headers['api-key']).toBeUndefined()
})

test('where the platform gives no token, the sign-in is refused and the bot lives on', async () => {
  const { identityEndpoint } = bot()
  identityEndpoint.answers = false
  const another = await bot().startAnother()
  const { user, chat } = await exchangeFor()
  const token = await bot().authority.ssoToken(user)
  const refused = await another.post(teamsTokenExchange(user, { token }, chat))
  identityEndpoint.answers = true
  const taken = await another.post(teamsTokenExchange(user, { token }, chat))
  expect([refused.status, taken.status]).toEqual([412, 200])
  expect(another.output()).not.toContain(token)
})

const names = 'MicrosoftAppPassword|MANAGED_IDENTITY_CLIENT_ID'
test.each([
  ['neither a secret nor an identity', {}, new RegExp(`(${names}).*(${names})`, 'u')],
  [
    'both a secret and an identity',
    {
      MicrosoftAppPassword: 'sesame',
      MANAGED_IDENTITY_CLIENT_ID: '5d1c7e02-8a3b-4e6f-9c41-2b7a9d3e0004',
    },
    /MicrosoftAppPassword must be absent/u,
  ],
  [
    'an identity that is no GUID',
    { MANAGED_IDENTITY_CLIENT_ID: 'id-bot' },
    /MANAGED_IDENTITY_CLIENT_ID must be a GUID/u,
  ],
])('the start is refused with %s', async (_what, variables, words) => {
  const environment = {
    MicrosoftAppId: appId,
    MicrosoftAppTenantId: tenantId,
    BOT_DOMAIN: 'bot.university.example',
    ...variables,
  }
  const { code, stderr } = await engagement(['start'], { database, environment })
  expect(code).toBe(1)
  expect(stderr).toMatch(words)
  expect(stderr).not.toMatch(/sesame|id-bot/u)
})
