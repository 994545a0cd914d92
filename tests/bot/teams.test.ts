import { demoTutees } from '../../data/sample/demo-tutees'
import { demoTutor, otherTutor } from '../../data/sample/demo-staff'
import { activityFrom, useBot } from '../support/bot'
import { chattingWith } from '../support/chatting'
import { copySample } from '../support/sample'

const bot = useBot(copySample())
const chat = chattingWith(bot)
const ruth = demoTutor.entraObjectId
const othersTutee = /0042\d{4}|004[3-9]\d{5}/u

beforeEach(() => {
  bot.connector.sent.length = 0
})

/** All that comes back, in however many messages. */
async function say(text: string, parts: object = {}): Promise<string> {
  await chat.say(ruth, text, parts)
  return JSON.stringify(bot.connector.sent)
}

const press = (data: unknown, from = ruth) => chat.pressed(from, data)

test('a tutor asks and gets a card with their own low-engagement tutees', async () => {
  const reply = await say('show low-engagement tutees')
  expect(bot.connector.sent).toHaveLength(1)
  expect(reply).toContain('Low or no engagement · your tutees')
  expect(reply).toContain('Your 14 tutees, as their personal tutor')
  expect(reply).toContain('late, left out: library')
  expect(reply).toContain('Aisha Rahman')
  expect(reply).toContain('Low · ↓ falling')
  expect(reply).toContain('Attended 8 % of teaching events')
  expect(reply).not.toMatch(othersTutee)
})

test('a button opens the profile in place of the list, with a way back', async () => {
  const answer = await press({
    verb: 'ask',
    text: 'show 00412301',
    back: { text: 'show low-engagement tutees', page: 1 },
  })
  const card = JSON.stringify(answer)
  expect(answer).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' })
  for (const part of [
    'aisha.rahman@student',
    '07700',
    'Chart.HorizontalBar',
    'Library: data only to',
    'Back to the list',
  ]) {
    expect(card).toContain(part)
  }
  expect(bot.connector.sent).toHaveLength(0)
})

test('a list is narrowed, changed and paged in its own card, without a word typed', async () => {
  const question = { intent: 'list-students', population: { kind: 'tutees' }, bands: ['low', 'none'] }
  const picked = { population: 'mine', bands: 'high,good', window: 'days:28' }
  const card = JSON.stringify(await press({ verb: 'ask', question, ...picked }))
  expect(card).toContain('High or good engagement · your students · last 28 days')
  expect(card).toContain('the middle band of 3 weeks')
  expect(bot.connector.sent).toHaveLength(0)
  const all = JSON.stringify(await press({ verb: 'ask', question, bands: 'any' }))
  expect(all).toContain('1–10 of 14')
  const next = JSON.stringify(
    await press({ verb: 'ask', question: { ...question, bands: undefined }, page: 2 }),
  )
  expect(next).toContain('11–14 of 14')
})

test('a message goes on from the card that a button has changed', async () => {
  const question = { intent: 'list-students', population: { kind: 'tutees' } }
  await press({ verb: 'ask', question, bands: 'low,none' })
  const reply = await say('only the falling ones')
  expect(reply).toContain('Low or no engagement · falling trend · your tutees')
})

test.each([
  { question: { intent: 'list-students', population: { kind: 'everyone' } } },
  { question: { intent: 'list-students', population: { kind: 'tutees' }, sql: 'x' } },
  { question: { intent: 'drop' } },
  { question: { intent: 'list-students', population: { kind: 'tutees' } }, bands: 'best' },
  { question: { intent: 'help' }, population: 'institution' },
])('a button whose question is none is refused: %j', async (data) => {
  expect(await press({ verb: 'ask', ...data })).toMatchObject({ statusCode: 400 })
})

test('a picked population shows nobody beyond the role', async () => {
  const question = { intent: 'list-students', population: { kind: 'tutees' } }
  for (const population of ['institution', 'school:COMP', 'programme:BSC-CS', 'project:PRJ-BELONG']) {
    const card = JSON.stringify(await press({ verb: 'ask', question, population }))
    expect(card).toContain('That is outside what you may see')
    expect(card).not.toMatch(/004\d{5}/u)
  }
})

test('a forged button shows no more than typing would', async () => {
  const foreign = await press({ verb: 'ask', text: 'show 00412301' }, otherTutor.entraObjectId)
  expect(JSON.stringify(foreign)).toContain('I cannot find that student')
  expect(JSON.stringify(foreign)).not.toContain('Aisha')
})

test.each([
  ['another verb', { verb: 'drop', text: 'x' }],
  ['no text', { verb: 'ask' }],
  ['text of another type', { verb: 'ask', text: { $ne: '' } }],
  ['an impossible page', { verb: 'ask', text: 'hi', page: -1 }],
  ['nothing', undefined],
])('a button with %s is refused', async (_what, data) => {
  expect(await press(data)).toMatchObject({ statusCode: 400, type: 'application/vnd.microsoft.error' })
})

test.each(['hi', 'Hello', 'Help', 'qwertzuiop', ''])('“%s” gets a useful way forward', async (text) => {
  expect(await say(text)).toContain('Action.Submit')
})

test('a suggestion button counts as the words it says', async () => {
  const reply = await say('', { text: undefined, value: { verb: 'ask', text: 'my access' } })
  expect(reply).toContain('What you may see')
})

test.each([
  ['a group chat', { conversation: { id: 'group', conversationType: 'groupChat', isGroup: true } }],
  ['a channel', { conversation: { id: 'channel', conversationType: 'channel', isGroup: true } }],
  ['a chat of no stated kind', { conversation: { id: 'unstated' } }],
])('in %s no student is shown and the private chat is offered', async (_where, parts) => {
  const reply = await say('<at>My Engagement</at> show low-engagement tutees', parts)
  expect(reply).toContain('Let us talk about that in private')
  for (const { family_name } of demoTutees) expect(reply).not.toContain(family_name)
})

test.each([
  ['a stranger', '11111111-1111-1111-1111-111111111111'],
  ['nobody', ''],
])('%s sees nothing', async (_who, aadObjectId) => {
  await bot.post(activityFrom(aadObjectId, { type: 'message', text: 'show low-engagement students' }))
  expect(JSON.stringify(bot.connector.sent)).toContain('I cannot place you yet')
})

test('the welcome is sent once, however often the app announces itself', async () => {
  const added = { type: 'conversationUpdate', membersAdded: [{ id: '28:bot' }] }
  await bot.post(activityFrom(ruth, { type: 'installationUpdate', action: 'add' }))
  await bot.post(activityFrom(ruth, added))
  await bot.post(activityFrom(ruth, { type: 'installationUpdate', action: 'add' }))
  expect(bot.connector.sent).toHaveLength(1)
  expect(JSON.stringify(bot.connector.sent)).toContain('Hello Ruth')
})
