import { z } from 'zod'
import { demoTutor, otherTutor } from '../../../data/sample/demo-staff'
import { openStore } from '../../../data/store/open'
import type { Store } from '../../../data/store/store'
import { words } from '../../cards/walk'
import { useBot } from '../../support/bot'
import { chattingWith } from '../../support/chatting'
import { engagementHere } from '../../support/command-here'
import { dataOf, inputsOf } from '../../support/pressed'
import { copySample } from '../../support/sample'
import { now } from '../../support/store'

const database = copySample()
const secret = 'a secret of thirty-two characters or more'
const { press, say } = chattingWith(useBot(database, { now, secret }))
const ruth = demoTutor.entraObjectId

let store: Store
beforeAll(() => {
  store = openStore(database, { secret })
})
afterAll(() => store.close())
beforeEach(() => store.db.deleteFrom('feedback').execute())

const kept = () => store.db.selectFrom('feedback').selectAll().orderBy('given_at').execute()

const form = (who = ruth) => say(who, 'I have feedback')
const send = (data: unknown, who = ruth) => press(who, data)

const run = (...args: string[]) =>
  engagementHere(['feedback', ...args], { database, environment: { ENGAGEMENT_SECRET: secret } })

test('is kept once with who gave it and when, and thanked for', async () => {
  const card = await form()
  const data = { ...dataOf(card, 'Send'), text: ' The list\r\nis too long. ', about: 'list-students' }
  for (const answer of [await send(data), await send(data)]) expect(words(answer)).toContain('Thank you')
  expect(await kept()).toMatchObject([
    {
      given_at: now.toISOString(),
      staff_id: demoTutor.staffId,
      text: 'The list\nis too long.',
      about: 'list-students',
    },
  ])
})

test.each([
  ['nothing', '  ', 'Write something first.'],
  ['too much', 'x'.repeat(2_001), 'That is 2,001 characters; shorten it to 2,000.'],
])('%s is given back with what was typed', async (_what, text, told) => {
  const card = await form()
  const again = await send({ ...dataOf(card, 'Send'), text, about: 'unclear' })
  expect(words(again)).toContain(told)
  expect(inputsOf(again)).toEqual({ text: text.trim(), about: 'unclear' })
  expect(await kept()).toEqual([])
  await send({ ...dataOf(again, 'Send'), text: 'better', about: 'a topic of my own' })
  expect(await kept()).toMatchObject([{ text: 'better', about: null }])
})

test('somebody whom the records do not hold leaves none', async () => {
  const data = dataOf(await form(), 'Send')
  const answer = await send({ ...data, text: 'hello' }, '11111111-1111-4111-8111-111111111111')
  expect(words(answer)).toContain('I cannot place you yet')
  expect(await kept()).toEqual([])
})

test('the operator lists it, and that is recorded first', async () => {
  expect((await run()).stdout).toBe('Nobody has given feedback since then.\n')
  await send({ ...dataOf(await form(), 'Send'), text: 'one\ttwo\nthree' })
  await send(
    { ...dataOf(await form(otherTutor.entraObjectId), 'Send'), text: 'again' },
    otherTutor.entraObjectId,
  )
  const lines = (await run()).stdout.trimEnd().split('\n')
  expect(lines).toHaveLength(2)
  expect(lines).toContain(`${now.toISOString()}\tRuth Adeyemi (s0101)\t-\tone two three`)
  const json = z
    .object({ feedback: z.array(z.object({ text: z.string(), name: z.string() })) })
    .parse(JSON.parse((await run('--json', '--since', '2026-11-24')).stdout))
  expect(json.feedback).toHaveLength(2)
  expect((await run('--since', '2026-11-25')).stdout).toContain('Nobody')
  expect((await run('--since', 'yesterday')).code).toBe(2)
  const entries = await store.db
    .selectFrom('access_entry')
    .innerJoin('access_seal', 'access_seal.entry_id', 'access_entry.entry_id')
    .where('intent', '=', 'read-feedback')
    .select(['staff_id', 'question'])
    .orderBy('position')
    .execute()
  expect(entries).toHaveLength(4)
  expect(entries.at(-2)).toEqual({
    staff_id: 'operator',
    question: '{"intent":"read-feedback","from":"2026-11-24T00:00:00.000Z"}',
  })
})
