import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { demoTutor, otherTutor } from '../../data/sample/demo-staff'
import { openStore } from '../../data/store/open'
import { appId, useEntraBot } from '../support/identity/entra-bot'
import type { EntraUser } from '../support/identity/entra-user'
import { photo } from '../support/identity/graph'
import {
  teamsActivity,
  teamsCardAction,
  teamsMessage,
  teamsTokenExchange,
  teamsVerifyState,
} from '../support/identity/teams-activity'
import { refusals } from '../support/identity/token-refusal'
import { copySample } from '../support/sample'
import { now } from '../support/store'

const database = copySample()
/** What would end an attribute of HTML, were it put there as it is. */
const notice = 'https://www.university.example/privacy?of="><b>&to=us'

const bot = useEntraBot({ database, environment: { GRAPH_PHOTOS: '1', PRIVACY_NOTICE: notice }, now })
let ruth: EntraUser
let helen: EntraUser

beforeAll(() => {
  const { authority } = bot()
  ruth = authority.addUser({ oid: demoTutor.entraObjectId, upn: demoTutor.email, name: 'Dr Ruth Adeyemi' })
  helen = authority.addUser({ oid: otherTutor.entraObjectId, upn: otherTutor.email })
})
beforeEach(() => bot().reset())

/** A private chat of this test's own, in which nobody is signed in. */
let chats = 0
const newChat = (user: EntraUser) => {
  chats += 1
  return { conversation: { id: `a:chat-${chats}`, conversationType: 'personal', tenantId: user.tid } }
}

const sent = () => JSON.stringify(bot().connector.sent)
const oauthCard = z.object({
  tokenExchangeResource: z.object({ id: z.string(), uri: z.string() }),
  buttons: z.array(z.object({ type: z.literal('signin'), value: z.string().url() })).length(1),
})
const signInCards = () =>
  bot()
    .connector.sent.flatMap(({ attachments = [] }) => attachments)
    .flatMap(({ content }) => {
      const card = oauthCard.safeParse(content)
      return card.success ? [card.data] : []
    })

async function say(user: EntraUser, text: string, parts: object): Promise<string> {
  bot().connector.sent.length = 0
  expect((await bot().post(teamsMessage(user, text, parts))).status).toBe(200)
  return sent()
}

async function exchange(user: EntraUser, parts: object, token?: string, id?: string) {
  return bot().post(
    teamsTokenExchange(
      user,
      { token: token ?? (await bot().authority.ssoToken(user)), ...(id ? { id } : {}) },
      parts,
    ),
  )
}

/** Signs somebody in, in a chat of their own. */
async function signedIn(user: EntraUser) {
  const chat = newChat(user)
  expect((await exchange(user, chat)).status).toBe(200)
  bot().connector.sent.length = 0
  return chat
}

const anyStudent = /004\d{5}|student\.northbridge/u

describe('before somebody has signed in', () => {
  it('a question is kept and the sign-in card shown, with no student', async () => {
    const reply = await say(ruth, 'show low-engagement tutees', newChat(ruth))
    expect(signInCards()).toEqual([
      expect.objectContaining({
        tokenExchangeResource: expect.objectContaining({ uri: `api://botid-${appId}` }) as object,
        buttons: [{ type: 'signin', value: 'https://bot.university.example/sign-in/start' }],
      }),
    ])
    expect(reply).not.toMatch(anyStudent)
    expect(bot().authority.requests.filter(({ grantType }) => grantType?.includes('jwt-bearer'))).toEqual([])
  })

  it.each(['hi', 'help', 'privacy'])('“%s” is answered, to anyone', async (text) => {
    expect(await say(ruth, text, newChat(ruth))).toContain('AdaptiveCard')
    expect(signInCards()).toEqual([])
  })

  it('the welcome names nobody', async () => {
    const chat = newChat(ruth)
    await bot().post(teamsActivity(ruth, { type: 'installationUpdate', action: 'add', ...chat }))
    expect(sent()).toContain('"Hello"')
  })

  it('a button is answered with a sign-in, and with its answer once Teams brings a token', async () => {
    const chat = newChat(ruth)
    const open = { verb: 'ask', text: 'show 00412301' }
    const { status, body } = await bot().post(teamsCardAction(ruth, open, chat))
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { statusCode: 401, type: 'application/vnd.microsoft.activity.loginRequest' },
    })
    expect(oauthCard.safeParse(z.object({ value: z.unknown() }).parse(body).value).success).toBe(true)
    expect(JSON.stringify(body)).not.toMatch(anyStudent)
    const again = await bot().post(
      withToken(teamsCardAction(ruth, open, chat), await bot().authority.ssoToken(ruth)),
    )
    expect(again.body).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' })
    expect(JSON.stringify(again.body)).toContain('aisha.rahman@student')
  })

  it('a search for something to share needs a sign-in too', async () => {
    const chat = newChat(ruth)
    const silent = await bot().post(search(ruth, 'low tutees', chat))
    expect(silent.body).toMatchObject({ composeExtension: { type: 'silentAuth' } })
    const token = await bot().authority.ssoToken(ruth)
    const found = await bot().post(withToken(search(ruth, 'low tutees', chat), token))
    expect(found.body).toMatchObject({ composeExtension: { type: 'result' } })
    expect(JSON.stringify(found.body)).toContain('Low engagement · your tutees')
    const foreign = await bot().post(
      withToken(search(helen, 'Aisha Rahman', newChat(helen)), await bot().authority.ssoToken(helen)),
    )
    expect(foreign.body).toMatchObject({ composeExtension: { type: 'result' } })
    expect(JSON.stringify(foreign.body)).not.toMatch(/aisha|rahman|004\d{5}/iu)
  })
})

describe('signing in', () => {
  it('answers once what was asked, however many devices bring a token', async () => {
    const chat = newChat(ruth)
    await say(ruth, 'show low-engagement tutees', chat)
    bot().connector.sent.length = 0
    const exchanges = await Promise.all([1, 2, 3].map(() => exchange(ruth, chat, undefined, 'exchange-1')))
    expect(exchanges.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(bot().connector.sent.filter(({ type }) => type === 'message')).toHaveLength(1)
    expect(sent()).toContain('Aisha Rahman')
    const late = await exchange(ruth, chat, undefined, 'exchange-1')
    expect(late.status).toBe(200)
    expect(bot().connector.sent.filter(({ type }) => type === 'message')).toHaveLength(1)
  })

  it('holds for the next questions, also on another instance', async () => {
    const chat = await signedIn(ruth)
    expect(await say(ruth, 'show low-engagement tutees', chat)).toContain('Aisha Rahman')
    const other = await bot().startAnother()
    bot().connector.sent.length = 0
    await other.post(teamsMessage(ruth, 'show low-engagement tutees', chat))
    expect(sent()).toContain('Aisha Rahman')
    expect(
      bot().authority.requests.filter(({ grantType }) => grantType?.includes('jwt-bearer')),
    ).toHaveLength(1)
  })

  it('sends with the bot’s own token, to the chat that asked', async () => {
    const chat = await signedIn(ruth)
    bot().connector.requests.length = 0
    await say(ruth, 'my access', chat)
    const [request] = bot().connector.requests
    expect(request?.conversationId).toBe(chat.conversation.id)
    expect(await bot().authority.verify(request?.authorization, 'https://api.botframework.com')).toBeDefined()
  })

  it('asks again in words for those who have not consented, and goes on once they have', async () => {
    const chat = newChat(ruth)
    bot().authority.settings.refused.set(ruth.oid, refusals.consentRequired)
    await say(ruth, 'show low-engagement tutees', chat)
    expect((await exchange(ruth, chat)).status).toBe(412)
    bot().authority.settings.refused.clear()
    bot().connector.sent.length = 0
    expect((await bot().post(teamsVerifyState(ruth, chat))).status).toBe(200)
    expect(signInCards()).toHaveLength(1)
    bot().connector.sent.length = 0
    expect((await exchange(ruth, chat)).status).toBe(200)
    expect(sent()).toContain('Aisha Rahman')
  })

  it('refuses buttons and searches whose token brings nobody in', async () => {
    bot().authority.settings.refused.set(ruth.oid, refusals.consentRequired)
    const chat = newChat(ruth)
    const token = await bot().authority.ssoToken(ruth)
    const button = await bot().post(
      withToken(teamsCardAction(ruth, { verb: 'ask', text: 'my access' }, chat), token),
    )
    expect(button).toMatchObject({
      status: 200,
      body: { statusCode: 412, type: 'application/vnd.microsoft.error.preconditionFailed' },
    })
    expect((await bot().post(withToken(search(ruth, '', chat), token))).status).toBe(412)
  })

  it.each<[string, () => Promise<string>]>([
    ['of somebody else', () => bot().authority.ssoToken(helen)],
    [
      'of another tenant',
      () => bot().authority.ssoToken(ruth, { tid: '11e0f3b2-9a4c-4d87-b6f1-5c2a8e7d0003' }),
    ],
    ['for another application', () => bot().authority.ssoToken(ruth, { aud: 'api://botid-another' })],
    ['that has expired', () => bot().authority.ssoToken(ruth, { exp: 1_700_000_000 })],
    ['that somebody made up', () => Promise.resolve('not.a.token')],
    ['whose claims were changed', async () => withOid(await bot().authority.ssoToken(helen), ruth.oid)],
  ])('refuses a token %s', async (_what, mint) => {
    const chat = newChat(ruth)
    expect((await exchange(ruth, chat, await mint())).status).toBe(412)
    expect(await say(ruth, 'show low-engagement tutees', chat)).not.toMatch(anyStudent)
    expect(signInCards()).toHaveLength(1)
  })

  it('refuses an ID token of somebody else, which the authority should never give', async () => {
    bot().authority.settings.idTokenClaims = { oid: helen.oid }
    expect((await exchange(ruth, newChat(ruth))).status).toBe(412)
  })

  it.each([{}, { id: 'x' }, { token: 'x' }, { id: 7, token: {} }, 'text', null])(
    'refuses an exchange of %j',
    async (value) => {
      const { status } = await bot().post(
        teamsActivity(ruth, { type: 'invoke', name: 'signin/tokenExchange', value, ...newChat(ruth) }),
      )
      expect(status).toBe(400)
    },
  )

  it('tells in time when each answer of Entra ID takes long', async () => {
    bot().authority.settings.delay = 4_500
    const started = performance.now()
    await exchange(ruth, newChat(ruth))
    expect(performance.now() - started).toBeLessThan(9_500)
  })

  it.each(['failing', 'silent'] as const)('tells in time when Entra ID is %s', async (state) => {
    bot().authority.settings.state = state
    const started = performance.now()
    expect((await exchange(ruth, newChat(ruth))).status).toBe(412)
    expect(performance.now() - started).toBeLessThan(9_000)
  })
})

describe('a sign-in', () => {
  it('holds for one chat: an activity that names another one is not answered there', async () => {
    await signedIn(ruth)
    expect(await say(ruth, 'show low-engagement tutees', newChat(ruth))).not.toMatch(anyStudent)
    expect(signInCards()).toHaveLength(1)
  })

  it('holds for one person: an activity that names another in the same chat is not answered', async () => {
    const chat = await signedIn(ruth)
    for (const from of [
      { id: `29:${helen.oid}`, aadObjectId: helen.oid },
      { id: `29:${helen.oid}`, aadObjectId: ruth.oid },
      { id: `29:${ruth.oid}`, aadObjectId: helen.oid },
      { id: `29:${ruth.oid}` },
    ]) {
      expect(await say(ruth, 'show low-engagement tutees', { ...chat, from })).not.toMatch(anyStudent)
    }
  })

  it('ends with its token', async () => {
    bot().authority.settings.lifetime = 4
    const chat = await signedIn(ruth)
    expect(await say(ruth, 'show low-engagement tutees', chat)).toContain('Aisha Rahman')
    await wait(4_700)
    expect(await say(ruth, 'show low-engagement tutees', chat)).not.toMatch(anyStudent)
    expect(signInCards()).toHaveLength(1)
  })

  it('brings the app roles of its token, and a new one those of then', async () => {
    const director = bot().authority.addUser({
      oid: 'd0000000-0000-4000-8000-000000000104',
      upn: await emailOf('s0104'),
    })
    const without = await signedIn(director)
    expect(await say(director, 'show low-engagement students', without)).toContain('Engagement.School')
    expect(sent()).not.toMatch(anyStudent)
    director.roles = ['Engagement.School']
    const chat = await signedIn(director)
    expect(await say(director, 'show low-engagement students', chat)).toMatch(anyStudent)
    director.roles = []
    expect((await exchange(director, chat)).status).toBe(200)
    expect(await say(director, 'show low-engagement students', chat)).not.toMatch(anyStudent)
  })

  it('ends in every chat when somebody signs out, and starts again when they say so', async () => {
    const [here, there] = [await signedIn(ruth), await signedIn(ruth)]
    expect(await say(ruth, 'sign out', here)).toContain('You are signed out')
    for (const chat of [here, there]) {
      expect(await say(ruth, 'show low-engagement tutees', chat)).toContain('You are signed out')
      expect(signInCards()).toEqual([])
    }
    const button = await bot().post(teamsCardAction(ruth, { verb: 'ask', text: 'show 00412301' }, there))
    expect(JSON.stringify(button.body)).toContain('You are signed out')
    expect(await say(ruth, 'hi', here)).toContain('Hello')
    await say(ruth, 'sign in', here)
    expect(signInCards()).toHaveLength(1)
    expect(await say(ruth, 'show low-engagement tutees', there)).not.toMatch(anyStudent)
    bot().connector.sent.length = 0
    await exchange(ruth, here)
    expect(await say(ruth, 'show low-engagement tutees', here)).toContain('Aisha Rahman')
  })

  it('cannot be had from an exchange that was under way when somebody signed out', async () => {
    const [here, there] = [await signedIn(ruth), newChat(ruth)]
    bot().authority.settings.delay = 1_000
    const late = exchange(ruth, there)
    await wait(300)
    await say(ruth, 'sign out', here)
    await late
    bot().authority.settings.delay = 0
    await say(ruth, 'sign in', here)
    expect(await say(ruth, 'show low-engagement tutees', there)).not.toMatch(anyStudent)
  })

  it('is not begun by a token while somebody is signed out, and a search then asks for none', async () => {
    const chat = await signedIn(ruth)
    await say(ruth, 'sign out', chat)
    const token = await bot().authority.ssoToken(ruth)
    const found = await bot().post(withToken(search(ruth, 'low tutees', chat), token))
    expect(found.body).toMatchObject({ composeExtension: { type: 'message' } })
    expect((await exchange(ruth, chat)).status).toBe(412)
    await bot().post(teamsVerifyState(ruth, chat))
    expect(signInCards()).toEqual([])
    await say(ruth, 'sign in', newChat(ruth))
    expect(await say(ruth, 'show low-engagement tutees', chat)).not.toMatch(anyStudent)
  })

  it('has no app role that an older token names and Entra ID no longer gives', async () => {
    const roles = ['Engagement.School']
    const director = bot().authority.addUser({ upn: await emailOf('s0105'), roles })
    const token = await bot().authority.ssoToken(director)
    director.roles = []
    const chat = newChat(director)
    expect((await exchange(director, chat, token)).status).toBe(200)
    expect(await say(director, 'show low-engagement students', chat)).not.toMatch(anyStudent)
  })

  it('is kept encrypted, of use in no other row', async () => {
    await signedIn(ruth)
    const chat = newChat(helen)
    await exchange(helen, chat)
    const store = openStore(database)
    const rows = await store.db.selectFrom('protected_state').selectAll().execute()
    expect(rows.length).toBeGreaterThan(1)
    const text = JSON.stringify(rows)
    for (const clear of [ruth.oid, helen.oid, ruth.upn, 'eyJhbGciOi']) expect(text).not.toContain(clear)
    // Somebody who can write to the store puts one person's sign-in in the place of every other.
    for (const row of rows) {
      await store.db
        .updateTable('protected_state')
        .set({ sealed: rows[0]?.sealed ?? '' })
        .where('state_key', '=', row.state_key)
        .execute()
    }
    await store.close()
    expect(await say(helen, 'show my tutees', chat)).not.toMatch(anyStudent)
  })
})

describe('Microsoft Graph', () => {
  const open = { verb: 'ask', text: 'show 00412301' }
  const picture = `data:image/png;base64,${photo.toString('base64')}`

  it('gives the photograph in the asker’s name, and theirs in “my access”', async () => {
    bot().graph.photos.set('aisha.rahman@student.northbridge.example', photo)
    const chat = await signedIn(ruth)
    const { body } = await bot().post(teamsCardAction(ruth, open, chat))
    expect(JSON.stringify(body)).toContain(picture)
    expect(bot().graph.requests.every(({ oid }) => oid === ruth.oid)).toBe(true)
    expect(await say(ruth, 'my access', chat)).toContain('You are signed in as Dr Ruth Adeyemi, Lecturer.')
  })

  it.each(['failing', 'silent'] as const)(
    'never holds up an answer: %s, initials stand in',
    async (state) => {
      const chat = await signedIn(ruth)
      bot().graph.state = state
      const started = performance.now()
      const { body } = await bot().post(teamsCardAction(ruth, open, chat))
      expect(performance.now() - started).toBeLessThan(5_000)
      expect(body).toMatchObject({ statusCode: 200 })
      expect(JSON.stringify(body)).not.toContain(picture)
      expect(JSON.stringify(body)).toContain('"AR"')
    },
  )
})

it('logs no token, nobody’s name and no ID', () => {
  const output = bot().output()
  expect(output).toContain('sign-in refused')
  expect(output).not.toMatch(/eyJ|Bearer|\bat .*:\d+:\d+/u)
  for (const personal of [ruth.oid, ruth.upn, 'Adeyemi', 'Aisha', 'Rahman', '00412301', 'a:chat-'])
    expect(output).not.toContain(personal)
})

test.each(['/', '/privacy'])('%s leads to the university’s own privacy notice', async (address) => {
  const page = await (await fetch(`${bot().address}${address}`)).text()
  expect(page).toContain('<a href="https://www.university.example/privacy?of=%22%3E%3Cb%3E&amp;to=us">')
})

describe('the pages behind the sign-in button', () => {
  it('lead to Entra ID for consent, and back to Teams', async () => {
    const start = await fetch(`${bot().address}/sign-in/start`, { redirect: 'manual' })
    expect(start.status).toBe(302)
    const consent = new URL(start.headers.get('location') ?? '')
    expect(consent.href.startsWith(`${bot().authority.url}/oauth2/v2.0/authorize?`)).toBe(true)
    expect(consent.searchParams.get('redirect_uri')).toBe('https://bot.university.example/sign-in/end')
    expect(consent.searchParams.get('scope')).toContain('User.Read')
    const end = await fetch(`${bot().address}/sign-in/end`)
    expect(end.headers.get('content-security-policy')).toContain("default-src 'none'")
    for (const [, source = ''] of (await end.text()).matchAll(/<script src="([^"]+)"/gu)) {
      const script = await fetch(`${bot().address}${source}`)
      expect(script.headers.get('content-type')).toContain('text/javascript')
      expect((await script.text()).length).toBeGreaterThan(100)
    }
  })
})

function search(user: EntraUser, words: string, parts: object) {
  const value = { commandId: 'share', parameters: [{ name: 'question', value: words }] }
  return teamsActivity(user, { type: 'invoke', name: 'composeExtension/query', value, ...parts })
}

function withToken(activity: Record<string, unknown>, token: string): object {
  return {
    ...activity,
    value: { ...z.object({}).passthrough().parse(activity.value), authentication: { token } },
  }
}

function withOid(token: string, oid: string): string {
  const [header = '', payload = '', signature = ''] = token.split('.')
  const claims = z
    .object({})
    .passthrough()
    .parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')))
  return [header, Buffer.from(JSON.stringify({ ...claims, oid })).toString('base64url'), signature].join('.')
}

async function emailOf(staffId: string): Promise<string> {
  const store = openStore(database)
  const { email } = await store.db
    .selectFrom('staff')
    .select('email')
    .where('staff_id', '=', staffId)
    .executeTakeFirstOrThrow()
  await store.db.updateTable('staff').set({ entra_object_id: null }).where('staff_id', '=', staffId).execute()
  await store.close()
  return email
}
