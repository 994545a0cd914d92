import { demoTutor } from '../../data/sample/demo-staff'
import { wrongHeaders, wrongTokens } from '../support/identity/channel-tokens'
import { otherTenantId, tenantId, useEntraBot } from '../support/identity/entra-bot'
import type { EntraUser } from '../support/identity/entra-user'
import { channelIssuer } from '../support/identity/key-server'
import type { Posted } from '../support/identity/poster'
import { teamsMessage, teamsTokenExchange } from '../support/identity/teams-activity'
import { copySample } from '../support/sample'

const bot = useEntraBot({ database: copySample() })
const words = 'show low-engagement tutees'
let ruth: EntraUser

beforeAll(() => {
  const { entraObjectId: oid, email: upn, name } = demoTutor
  ruth = bot().authority.addUser({ oid, upn, name: `${name.given} ${name.family}` })
})
beforeEach(() => {
  bot().reset()
})

/** The two places where an activity says its tenant. */
function tenants(ofConversation: string | undefined, ofChannel: string | undefined): object {
  return {
    conversation: { id: 'a:chat', conversationType: 'personal', tenantId: ofConversation },
    channelData: { tenant: { id: ofChannel } },
  }
}

/** Nothing was done and nothing given away: no reason, no stack, no word to anyone. */
function expectRefused({ status, body }: Posted, expected = 401): void {
  expect(status).toBe(expected)
  expect(JSON.stringify(body ?? '').length).toBeLessThan(200)
  expect(JSON.stringify(body ?? '')).not.toMatch(/jwt|token|signature|issuer|audience|\bat .*:\d+/iu)
  expect(bot().connector.requests).toEqual([])
  expect(bot().authority.requests).toEqual([])
}

test('a message with a good token is answered, with a token of the bot’s own', async () => {
  const { status } = await bot().post(teamsMessage(ruth, words))
  expect(status).toBe(200)
  const { connector, authority, keyServer } = bot()
  expect(connector.sent.some(({ type }) => type === 'message')).toBe(true)
  for (const { authorization, conversationId } of connector.requests) {
    const claims = await authority.verify(authorization, channelIssuer)
    expect(claims).toMatchObject({ appid: keyServer.channel.appId, tid: tenantId })
    expect(conversationId).toBe(`a:${ruth.oid}`)
  }
})

test.each([
  ['conversation', tenants(tenantId, undefined)],
  ['channel data', tenants(undefined, tenantId)],
])('a message that says its tenant only in its %s is answered', async (_where, parts) => {
  expect((await bot().post(teamsMessage(ruth, words, parts))).status).toBe(200)
  expect(bot().connector.sent).not.toEqual([])
})

describe('a message is refused', () => {
  test.each(wrongTokens)('with a token %s', async (_what, mint) => {
    const token = await mint(bot().keyServer)
    expectRefused(await bot().post(teamsMessage(ruth, words), { token }))
  })

  test.each(wrongHeaders)('with %s', async (_what, make) => {
    const header = make(await bot().keyServer.token()) ?? null
    expectRefused(await bot().post(teamsMessage(ruth, words), { header }))
  })

  test('with the single sign-on token of a person', async () => {
    const token = await bot().authority.ssoToken(ruth)
    expectRefused(await bot().post(teamsMessage(ruth, words), { token }))
  })

  test.each<[string, object]>([
    ['no service URL', { serviceUrl: undefined }],
    ['an empty service URL', { serviceUrl: '' }],
    ['a service URL that is none', { serviceUrl: 7 }],
    ['another service URL than its token', { serviceUrl: 'https://smba.example/uk/' }],
    ['no channel', { channelId: undefined }],
    ['an empty channel', { channelId: '' }],
    ['the channel of the emulator', { channelId: 'emulator' }],
    ['the channel of a web page', { channelId: 'webchat' }],
    ['a channel whose tokens come from elsewhere', { channelId: 'AseChannel' }],
    ['another tenant in its channel data', tenants(tenantId, otherTenantId)],
    ['another tenant in its conversation', tenants(otherTenantId, tenantId)],
    ['another tenant throughout', tenants(otherTenantId, otherTenantId)],
    ['no tenant', tenants(undefined, undefined)],
    ['an empty tenant', tenants('', '')],
  ])('with a good token and %s', async (_what, parts) => {
    expectRefused(await bot().post(teamsMessage(ruth, words, parts)))
  })
})

test.each(wrongTokens)('nobody signs in by an exchange with a token %s', async (_what, mint) => {
  const token = await mint(bot().keyServer)
  const exchange = { token: await bot().authority.ssoToken(ruth) }
  expectRefused(await bot().post(teamsTokenExchange(ruth, exchange), { token }))
})

const broken = (parts: object): object => teamsMessage(ruth, words, parts)
test.each<[string, () => object]>([
  ['no type', () => broken({ type: undefined })],
  ['an empty type', () => broken({ type: '' })],
  ['a type that is no text', () => broken({ type: 7 })],
  ['no sender', () => broken({ from: undefined })],
  ['no conversation', () => broken({ conversation: undefined })],
  ['a conversation that is text', () => broken({ conversation: 'a:chat' })],
])('a message with a good token and %s is a bad request', async (_what, message) => {
  expectRefused(await bot().post(message()), 400)
})

test('a body that is not JSON is a bad request', async () => {
  expectRefused(await bot().postRaw('{"type": '), 400)
})

test('a body over the limit is refused, with a good token or without', async () => {
  const message = teamsMessage(ruth, 'x'.repeat(300_000))
  expectRefused(await bot().post(message), 413)
  expectRefused(await bot().post(message, { header: null }), 413)
})

test('what was refused leaves no trace of anybody in the log, and the bot lives on', async () => {
  const lines = bot().output().split('\n')
  expect(lines.filter((line) => line.includes('refused')).length).toBeGreaterThan(wrongTokens.length)
  const { oid, upn, name } = ruth
  for (const kept of [oid, upn, name, words, 'eyJ', ' KEY-----']) {
    expect(lines.filter((line) => line.includes(kept))).toEqual([])
  }
  expect(lines.filter((line) => /^\s+at /u.test(line))).toEqual([])
  expect((await bot().post(teamsMessage(ruth, words))).status).toBe(200)
})
