import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { demoLeader, demoTutor, otherTutor } from '../../data/sample/demo-staff'
import { parseUnusualLooks, unusualLooksKind, type UnusualLooks } from '../../data/records/unusual-looks'
import { grantOperator } from '../../data/domain/grant-reads'
import { trailEntries } from '../../data/queries/trail-entries'
import { studentReference } from '../../data/rights/student-reference'
import { openStore } from '../../data/store/open'
import type { Store } from '../../data/store/store'
import { appId, storeSecret, useEntraBot } from '../support/identity/entra-bot'
import type { EntraUser } from '../support/identity/entra-user'
import { photo } from '../support/identity/graph'
import type { Poster } from '../support/identity/poster'
import {
  teamsActivity,
  teamsCardAction,
  teamsMessage,
  teamsTokenExchange,
} from '../support/identity/teams-activity'
import { copySample } from '../support/sample'
import { now } from '../support/store'

const database = copySample()
const bot = useEntraBot({ database, environment: { GRAPH_PHOTOS: '1' }, now })
let store: Store
beforeAll(() => {
  store = openStore(database, { secret: storeSecret })
})
afterAll(() => store.close())
beforeEach(() => bot().reset())

/** Somebody of the staff records, as the university's directory has them. */
async function staff(staffId: string, ...roles: string[]): Promise<EntraUser> {
  const row = await store.db
    .selectFrom('staff')
    .select(['email', 'entra_object_id'])
    .where('staff_id', '=', staffId)
    .executeTakeFirstOrThrow()
  return bot().authority.addUser({ oid: row.entra_object_id ?? '', upn: row.email, roles })
}

let ruth: EntraUser
let helen: EntraUser
let gareth: EntraUser
beforeAll(async () => {
  ruth = await staff(demoTutor.staffId)
  helen = await staff(otherTutor.staffId)
  gareth = await staff(demoLeader.staffId)
})

let chats = 0
/** A chat of this test's own, in which nobody is signed in. */
const newChat = (type: 'groupChat' | 'channel' | 'personal' = 'groupChat') => {
  chats += 1
  return {
    conversation: {
      id: `19:chat-${chats}@thread.v2`,
      conversationType: type,
      ...(type === 'personal' ? {} : { isGroup: true }),
    },
    channelData: { tenant: { id: ruth.tid } },
  }
}
const ownChat = (user: EntraUser) => `a:${user.oid}`

const body = z.object({ value: z.object({}).passthrough() }).passthrough()
async function withToken(user: EntraUser, activity: Record<string, unknown>): Promise<object> {
  const { value } = body.parse(activity)
  return { ...activity, value: { ...value, authentication: { token: await bot().authority.ssoToken(user) } } }
}

const offered = z.object({
  composeExtension: z.object({
    attachments: z.array(
      z.object({
        content: z.unknown(),
        preview: z.object({ content: z.object({ title: z.string(), text: z.string() }) }),
      }),
    ),
  }),
})
type Offer = z.infer<typeof offered>['composeExtension']['attachments'][number]

async function search(
  user: EntraUser,
  words: string,
  parts: object = newChat(),
  { name = 'question', at = bot() }: { name?: string; at?: Poster } = {},
): Promise<Offer[]> {
  const value = { commandId: 'share', parameters: [{ name, value: words }] }
  const activity = teamsActivity(user, { type: 'invoke', name: 'composeExtension/query', value, ...parts })
  const posted = await at.post(await withToken(user, activity))
  return offered.parse(posted.body).composeExtension.attachments
}

const isStudent = ({ content }: Offer) => JSON.stringify(content).includes('open-student')
const previews = (offers: Offer[]) => offers.filter(isStudent).map(({ preview }) => preview.content)
const titles = (offers: Offer[]) => previews(offers).map(({ title }) => title)

/** What the button of the card sends. */
function referenceOf({ content }: Offer): string {
  return /"reference":"([^"]+)"/u.exec(JSON.stringify(content))?.[1] ?? ''
}
async function cardAbout(words: string, user = ruth): Promise<string> {
  const [offer] = (await search(user, words)).filter(isStudent)
  if (!offer) throw new Error('nobody was found')
  return referenceOf(offer)
}

const aPress = (user: EntraUser, reference: string, parts: object) =>
  teamsCardAction(user, { verb: 'open-student', reference }, parts)
async function press(user: EntraUser, reference: string, parts: object = newChat()) {
  const { status, body: reply } = await bot().post(await withToken(user, aPress(user, reference, parts)))
  expect(status).toBe(200)
  return JSON.stringify(reply)
}

/** So that the bot knows their private chat. */
async function speakWithBot(user: EntraUser): Promise<void> {
  await bot().post(teamsTokenExchange(user, { token: await bot().authority.ssoToken(user) }))
  bot().reset()
}

/** What arrives over the connector, and where. */
async function arrival(): Promise<{ chat: string | undefined; text: string }> {
  for (let tries = 0; tries < 100 && bot().connector.sent.length === 0; tries += 1) await wait(100)
  await wait(100)
  expect(bot().connector.sent).toHaveLength(1)
  const { conversationId = '' } = bot().connector.requests[0] ?? {}
  return { chat: decodeURIComponent(conversationId), text: JSON.stringify(bot().connector.sent) }
}
async function nothingArrives(): Promise<void> {
  await wait(500)
  expect(bot().connector.requests).toEqual([])
}

/** The trail's entries of a chat, oldest first. */
async function entries(chat: string) {
  const newest = await trailEntries(store, grantOperator(), { limit: 1_000 })
  return newest.filter(({ conversation }) => conversation === chat).reverse()
}

const aisha = '00412301'
const ofAisha = /aisha|rahman|00412301|computer science|BSC-CS|student\.northbridge/iu

describe('a search', () => {
  it.each<[string, string, string[], { role: string; detail: string }]>([
    ['a personal tutor', 's0101', [], { role: 'personal-tutor', detail: 'full' }],
    ['a level tutor', 's0133', [], { role: 'level-tutor', detail: 'full' }],
    ['a programme leader', 's0102', [], { role: 'programme-leader', detail: 'full' }],
    [
      'a director with the second key',
      's0104',
      ['Engagement.School'],
      { role: 'director-of-school', detail: 'named' },
    ],
    [
      'faculty administrative staff with the second key',
      's0116',
      ['Engagement.FacultyAdmin'],
      { role: 'faculty-admin', detail: 'contact' },
    ],
  ])('finds their own student for %s, and is on the record', async (_who, staffId, roles, as) => {
    const chat = newChat()
    const found = await search(await staff(staffId, ...roles), 'rahman, ais', chat)
    expect(previews(found)).toEqual([
      { title: 'Aisha Rahman', text: '00412301 · Computer Science · level 5' },
    ])
    const [entry, ...more] = await entries(chat.conversation.id)
    expect(more).toEqual([])
    expect(entry).toMatchObject({ staff_id: staffId, ...as, intent: 'search-students', students: [aisha] })
    expect(entry?.question).toMatch(/^\{"intent":"search-students"(,"asOf":"2026-11-24")?\}$/u)
  })

  it.each<[string, string, string[]]>([
    ['another tutor', 's0103', []],
    ['the leader of another programme', 's0166', []],
    ['the director of another school', 's0105', ['Engagement.School']],
  ])('does not find a student of somebody else for %s', async (_who, staffId, roles) => {
    const user = await staff(staffId, ...roles)
    for (const words of ['Aisha Rahman', 'aish', 'rahman', aisha])
      expect(JSON.stringify(await search(user, words))).not.toMatch(/Aisha Rahman|00412301/u)
    expect(await search(user, 'Aisha Rahman')).toEqual(await search(user, 'Xavier Nobody'))
  })

  it.each<[string, string, string[]]>([
    ['a director without the second key', 's0104', []],
    ['faculty administrative staff without the second key', 's0116', []],
    ['a faculty associate dean', 's0113', ['Engagement.Faculty']],
    ['a pro-vice-chancellor', 's0110', ['Engagement.Faculty']],
    ['the Executive Leadership Team', 's0119', ['Engagement.Institution']],
    ['project staff, not even of their cohort', 's0127', ['Engagement.Project']],
    ['data protection', 's0123', ['Engagement.DataProtection']],
    ['an administrator', 's0125', ['Engagement.Admin']],
  ])('finds nobody for %s, and leaves no entry', async (_who, staffId, roles) => {
    const chat = newChat()
    const user = await staff(staffId, ...roles)
    for (const words of ['Aisha Rahman', 'aish', aisha, 'Jake Jones', '00422043'])
      expect((await search(user, words, chat)).filter(isStudent)).toEqual([])
    expect(await entries(chat.conversation.id)).toEqual([])
  })

  it('finds nobody for somebody whom the staff records do not hold', async () => {
    const stranger = bot().authority.addUser()
    expect(await search(stranger, 'Aisha Rahman')).toEqual([])
  })

  it('puts each student on the record under the narrowest role', async () => {
    const both = await staff('s0285')
    const chat = newChat()
    const own = await store.db
      .selectFrom('assignment')
      .innerJoin('student', 'student.student_id', 'assignment.student_id')
      .select(['student.student_id', 'family_name'])
      .where('staff_id', '=', 's0285')
      .where('role', '=', 'personal-tutor')
      .where('assignment.end_date', 'is', null)
      .orderBy('student.student_id')
      .execute()
    const [tutee] = own
    if (!tutee) throw new Error('no tutee')
    await search(both, tutee.student_id, chat)
    expect(await entries(chat.conversation.id)).toMatchObject([
      { role: 'personal-tutor', students: [tutee.student_id] },
    ])
  })

  it.each([
    ['ais', ['Aisha Rahman']],
    ['lukasz woj', ['Łukasz Wójcik']],
    ["o'br", ["Niamh O'Brien"]],
    ['karth', ['Karthikeyan']],
    ['aysha rahman', ['Aisha Rahman']],
    ['moh al', ['Mohammed Ali', 'Mohammed Ali']],
    [aisha, ['Aisha Rahman']],
    ['ai', []],
    ['0041230', []],
  ])('“%s” finds %j', async (words, names) => {
    expect(titles(await search(ruth, words))).toEqual(names)
  })

  it('still offers the question that the words ask, and without words what it did', async () => {
    const asked = await search(ruth, 'low-engagement students')
    expect(asked.map(({ preview }) => preview.content.title)).toEqual([
      'Low or no engagement · your students · last 14 days',
    ])
    const suggested = (await search(ruth, '')).map(({ preview }) => preview.content.title)
    expect(suggested.length).toBeGreaterThan(0)
    expect(suggested.join()).not.toMatch(ofAisha)
    // As Teams says that the extension was opened: somebody may be called True.
    const opened = await search(ruth, 'true', newChat(), { name: 'initialRun' })
    expect(opened.map(({ preview }) => preview.content.title)).toEqual(suggested)
  })

  it('shows five at most, and counts as looked at only who was shown, once', async () => {
    const chat = newChat()
    const admin = await staff('s0117', 'Engagement.FacultyAdmin')
    const at = await bot().startAnother({ ENGAGEMENT_LOOKS_AN_HOUR: '5', ENGAGEMENT_LOOKS_A_DAY: '5' })
    const [name = '', another = ''] = await commonNames('FHS')
    for (const words of [name, name.toUpperCase(), `${name} `])
      expect(titles(await search(admin, words, chat, { at }))).toHaveLength(5)
    expect((await seenBy('s0117')).size).toBe(5)
    expect(await entries(chat.conversation.id)).toHaveLength(3)
    expect(await alertsAbout('s0117')).toEqual([])
    await search(admin, another, chat, { at })
    const { size } = await seenBy('s0117')
    expect(size).toBeGreaterThan(5)
    expect(await alertsAbout('s0117')).toMatchObject([{ seen: { hour: size, day: size } }])
  })
})

/** Family names of more than five students of a faculty. */
async function commonNames(faculty: string): Promise<string[]> {
  const rows = await store.db
    .selectFrom('student')
    .innerJoin('unit as programme', 'programme.unit_code', 'student.programme_code')
    .innerJoin('unit as school', 'school.unit_code', 'programme.parent_code')
    .select('family_name')
    .where('school.parent_code', '=', faculty)
    .groupBy('family_name')
    .having(({ fn }) => fn.countAll<number>(), '>', 5)
    .orderBy('family_name')
    .execute()
  return rows.map(({ family_name }) => family_name)
}

async function alertsAbout(staffId: string): Promise<UnusualLooks[]> {
  const rows = await store.db
    .selectFrom('outbox')
    .select('payload')
    .where('kind', '=', unusualLooksKind)
    .execute()
  return rows.map(({ payload }) => parseUnusualLooks(payload)).filter((alert) => alert.staffId === staffId)
}

/** Whom somebody has seen. */
async function seenBy(staffId: string): Promise<Set<string>> {
  const rows = await store.db
    .selectFrom('access_entry_student')
    .innerJoin('access_entry', 'access_entry.entry_id', 'access_entry_student.entry_id')
    .select('student_id')
    .where('staff_id', '=', staffId)
    .execute()
  return new Set(rows.map(({ student_id }) => student_id))
}

describe('the card in a chat', () => {
  it('holds nothing of the student, and nothing by which two cards about one could be told', async () => {
    const [first] = await search(ruth, 'Aisha Rahman')
    const [second] = await search(gareth, aisha)
    const [other] = await search(ruth, 'Karthikeyan')
    const raw = [first, second, other].map((offer) => JSON.stringify(offer?.content))
    for (const card of raw) expect(card).not.toMatch(ofAisha)
    const references = [first, second, other].map((offer) => (offer ? referenceOf(offer) : ''))
    expect(new Set(references).size).toBe(3)
    expect(new Set(raw.map((card, index) => card.replace(references[index] ?? '', '…'))).size).toBe(1)
    expect(raw[0]).not.toMatch(/refresh|userIds/u)
  })
})

describe('opened where others read along', () => {
  beforeAll(async () => {
    for (const user of [ruth, helen, gareth]) await speakWithBot(user)
  })

  it('is answered with the same bytes whether or not somebody may see the student, and in their private chat with what they may', async () => {
    const reference = await cardAbout('Aisha Rahman')
    const chat = newChat()
    const own = await press(ruth, reference, chat)
    const toRuth = await arrival()
    bot().reset()
    const foreign = await press(helen, reference, chat)
    const toHelen = await arrival()
    expect(foreign).toBe(own)
    expect(own).toContain('I answer you in our private chat')
    expect(own).not.toMatch(ofAisha)
    expect(toRuth).toEqual({
      chat: ownChat(ruth),
      text: expect.stringContaining('aisha.rahman@student') as string,
    })
    expect(toHelen.chat).toBe(ownChat(helen))
    expect(toHelen.text).toContain('I cannot find that student')
    expect(toHelen.text).not.toMatch(ofAisha)
    expect(await entries(chat.conversation.id)).toEqual([])
    expect((await entries(ownChat(ruth))).at(-1)).toMatchObject({
      staff_id: 's0101',
      role: 'personal-tutor',
      detail: 'full',
      intent: 'show-student',
      students: [aisha],
    })
    expect((await entries(ownChat(helen))).flatMap(({ students }) => students)).toEqual([])
  })

  it('tells nobody of a student who is gone more than of one who never was', async () => {
    const never = await studentReference(store, '00999999', new Date())
    await press(helen, never)
    const toHelen = await arrival()
    bot().reset()
    await press(helen, await cardAbout('Aisha Rahman'))
    const { text } = await arrival()
    const withoutIds = (card: string) => card.replaceAll(/"(id|replyToId)":"[^"]*"/gu, '')
    expect(withoutIds(text)).toBe(withoutIds(toHelen.text))
  })

  it.each<[string, string, string[], RegExp, RegExp]>([
    ['a director', 's0104', ['Engagement.School'], /aisha\.rahman@student/u, /\+44|Mobile/u],
    ['a director without the second key', 's0106', [], /There is nobody I may show you/u, ofAisha],
    ['an associate dean', 's0113', ['Engagement.Faculty'], /There is nobody I may show you/u, ofAisha],
    ['project staff', 's0127', ['Engagement.Project'], /I cannot find that student/u, ofAisha],
  ])('shows %s what their role allows', async (_who, staffId, roles, shown, hidden) => {
    const user = await staff(staffId, ...roles)
    await speakWithBot(user)
    await press(user, await cardAbout('Aisha Rahman'))
    const { chat, text } = await arrival()
    expect(chat).toBe(ownChat(user))
    expect(text).toMatch(shown)
    expect(text).not.toMatch(hidden)
  })

  it('does not let its reply wait for what is read', async () => {
    bot().graph.photos.set('aisha.rahman@student.northbridge.example', photo)
    const reference = await cardAbout('Aisha Rahman')
    const chat = newChat()
    await press(helen, reference, chat)
    await press(ruth, reference, chat)
    await wait(500)
    bot().reset()
    bot().graph.state = 'silent'
    expect((await bot().post(aPress(ruth, reference, chat))).status).toBe(200)
    // The photograph is still waited for.
    expect(bot().connector.sent).toEqual([])
    expect((await arrival()).text).toContain('Aisha Rahman')
  })

  it.each<[string, () => object]>([
    ['a channel', () => newChat('channel')],
    ['a chat of two people', () => newChat('personal')],
  ])('shows nobody in %s', async (_where, where) => {
    const reply = await press(ruth, await cardAbout('Aisha Rahman'), where())
    expect(reply).toContain('I answer you in our private chat')
    expect((await arrival()).chat).toBe(ownChat(ruth))
  })

  it('offers the way to a private chat to whoever has none, and sends nothing', async () => {
    const reference = await cardAbout('Aisha Rahman')
    const leader = await staff('s0130')
    const stranger = bot().authority.addUser()
    const replies = [await press(leader, reference), await press(stranger, reference)]
    expect(replies[0]).toBe(replies[1])
    expect(replies[0]).toContain('no private chat yet')
    expect(replies[0]).toContain(`https://teams.microsoft.com/l/chat/0/0?users=28:${appId}`)
    await nothingArrives()
    expect(await seenBy('s0130')).toEqual(new Set())
  })

  it('sends nothing to a chat that somebody else’s account of Teams has made', async () => {
    const reference = await cardAbout('Aisha Rahman')
    const chat = newChat()
    await press(ruth, reference, chat)
    await arrival()
    bot().reset()
    await store.db
      .updateTable('conversation_reference')
      .set({ channel_user: '29:somebody-else' })
      .where('staff_id', '=', 's0101')
      .execute()
    expect(await press(ruth, reference, chat)).toContain('no private chat yet')
    await nothingArrives()
    await store.db.deleteFrom('conversation_reference').where('staff_id', '=', 's0101').execute()
    await speakWithBot(ruth)
  })

  it('asks to sign in first, and tells who has signed out so', async () => {
    const reference = await cardAbout('Aisha Rahman')
    const chat = newChat()
    const bare = await bot().post(aPress(ruth, reference, chat))
    expect(bare.body).toMatchObject({
      statusCode: 401,
      type: 'application/vnd.microsoft.activity.loginRequest',
    })
    await nothingArrives()
    await bot().post(teamsMessage(gareth, 'sign out'))
    bot().reset()
    const signedOut = await bot().post(aPress(gareth, reference, chat))
    expect(JSON.stringify(signedOut.body)).toContain('You are signed out')
    expect(JSON.stringify(signedOut.body)).not.toContain('Action.Submit')
    await nothingArrives()
  })
})

describe('opened in the private chat with the bot', () => {
  it('is answered in the card’s place', async () => {
    const reference = await cardAbout('Aisha Rahman')
    const own = await press(ruth, reference, {})
    expect(own).toContain('aisha.rahman@student')
    const foreign = await press(helen, reference, {})
    expect(foreign).toContain('I cannot find that student')
    expect(foreign).not.toMatch(ofAisha)
    const stranger = bot().authority.addUser()
    expect(await press(stranger, reference, {})).toContain('I cannot place you yet')
    await nothingArrives()
  })
})

describe('a reference that leads nowhere', () => {
  const day = 86_400_000
  const spoilt: [string, () => Promise<string>][] = [
    ['has expired', () => studentReference(store, aisha, new Date(Date.now() - 31 * day))],
    ['was damaged', async () => swapped(await cardAbout('Aisha Rahman'))],
    ['was cut off', async () => (await cardAbout('Aisha Rahman')).slice(0, 60)],
    ['was made up', () => Promise.resolve('bm9ib2R5')],
    ['is an ID', () => Promise.resolve(aisha)],
    ['was sealed with another store’s secret', sealedElsewhere],
  ]

  it.each(spoilt)('%s: the same is said of all, to anybody, anywhere', async (_what, make) => {
    const reference = await make()
    const made = await press(ruth, 'bm9ib2R5', newChat())
    expect(made).toContain('This card leads to nobody any more')
    for (const reply of [
      await press(ruth, reference),
      await press(helen, reference),
      await press(ruth, reference, {}),
    ])
      expect(reply).toBe(made)
    await nothingArrives()
  })

  it('has not expired after 29 days', async () => {
    const reference = await studentReference(store, aisha, new Date(Date.now() - 29 * day))
    expect(await press(ruth, reference, {})).toContain('aisha.rahman@student')
  })

  it.each([undefined, '', 7, { $ne: '' }, ['x'], `${aisha} or 1=1`, '\u0000', 'A'.repeat(1001)])(
    'is not even opened where it is %j',
    async (reference) => {
      const data = { verb: 'open-student', reference }
      const { body: reply } = await bot().post(await withToken(ruth, teamsCardAction(ruth, data, {})))
      expect(JSON.stringify(reply)).toContain('This button is not one of mine')
    },
  )

  it('is not opened by a message that hides it', async () => {
    const reference = await cardAbout('Aisha Rahman')
    const value = { verb: 'open-student', reference }
    await bot().post(teamsMessage(ruth, '', { text: undefined, value }))
    const { text } = await arrival()
    expect(text).toContain('What you can ask')
  })
})

it('logs nothing of a student, of the searched words, or of a reference', () => {
  const output = bot().output()
  expect(output).toContain('open-student')
  expect(output).not.toMatch(/aisha|rahman|00412301|reference/iu)
})

/** With its first and second half exchanged. */
function swapped(text: string): string {
  const middle = text.length / 2
  return text.slice(middle) + text.slice(0, middle)
}

async function sealedElsewhere(): Promise<string> {
  const other = openStore(database, { secret: 'another secret that nobody needs to guess either' })
  const reference = await studentReference(other, aisha, new Date())
  await other.close()
  return reference
}
