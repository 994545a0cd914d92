import { composers } from '../../../bot/alerts/messages/composers'
import { lines, useFeedFiles } from '../../support/feed-files'
import { chatOf, deliverDue, deliveryTo, passTime, useTeamsConnector } from '../../support/deliveries'
import { blocked } from '../../support/teams-connector/faults'
import { lookAt } from '../../support/trail'
import { useUniversity } from '../../support/university'
import { studentIds } from '../../support/university-feeds'

const store = useUniversity(async () => {
  await files.load(
    'staff',
    lines(
      'staff_id,given_name,family_name,email,entra_object_id',
      ...['T1', 'L1', 'D1', 'P1', 'P2'].map((id) => `${id},A,B,${id}@university.example,`),
    ),
  )
  await files.load(
    'assignments',
    lines(
      'staff_id,role,scope_code,level,student_id,start_date,end_date',
      'P1,data-protection,,,,2026-09-21,',
      'P2,data-protection,,,,2026-09-21,',
      'L1,data-protection,,,,2026-09-21,2026-10-31',
    ),
    { allowRemovals: true },
  )
})
const files = useFeedFiles(store)
const teams = useTeamsConnector()
const key = 'Engagement.DataProtection'

/** The chats in which something was said, in order. */
const told = (): string[] =>
  teams()
    .arrivals.filter(({ status }) => status === 201)
    .map(({ conversationId }) => conversationId)

/** One round, however long the outbox would have waited for it. */
async function round(): Promise<void> {
  await passTime(store())
  await deliverDue(deliveryTo(store(), teams()), composers)
}

const waiting = async () =>
  (await store().db.selectFrom('outbox').select('done_at').execute()).filter(
    ({ done_at }) => done_at === null,
  ).length

const chat = (staffId: string, appRoles: string[], seenAt = new Date()) =>
  chatOf(store(), staffId, teams().serviceUrl, { appRoles, seenAt })

beforeEach(async () => {})

const unusual = (staffId: string) =>
  lookAt(store(), { staffId, students: studentIds(1, 3), limits: { hour: 2, day: 2 }, at: new Date() })

it('tells each holder once, although another cannot be reached at first', async () => {
  await chat('P1', [key])
  await chat('P2', [key])
  await chat('L1', [key])
  await unusual('T1')
  teams().fault = ({ conversationId }) =>
    conversationId === 'a:P2' ? { kind: 'error', status: 503 } : undefined
  await round()
  await round()
  expect(told()).toEqual(['a:P1'])
  expect(await waiting()).toBe(1)
  teams().fault = () => undefined
  await round()
  await round()
  expect(told()).toEqual(['a:P1', 'a:P2'])
  expect(await waiting()).toBe(0)
})

it('tells one holder where another blocked the bot', async () => {
  await chat('P1', [key])
  await chat('P2', [key])
  await unusual('T1')
  teams().fault = ({ conversationId }) => (conversationId === 'a:P2' ? blocked : undefined)
  await round()
  await round()
  expect([told(), await waiting()]).toEqual([['a:P1'], 0])
})

it('waits for the next try longer each time', async () => {
  await unusual('T1')
  const pauses = []
  for (let tries = 0; tries < 3; tries += 1) {
    await round()
    const { due_at } = await store().db.selectFrom('outbox').select('due_at').executeTakeFirstOrThrow()
    pauses.push(Math.round((new Date(due_at).getTime() - Date.now()) / 10_000))
  }
  expect(pauses).toEqual([3, 6, 12])
})

it.each<[string, () => Promise<void>]>([
  ['no chat', () => Promise.resolve()],
  ['no second key', () => chat('P1', [])],
  ['last signed in with it long ago', () => chat('P1', [key], new Date(Date.now() - 31 * 86_400_000))],
])('tells nobody who has %s, and waits', async (_what, given) => {
  await given()
  await unusual('T1')
  await round()
  expect([told(), await waiting()]).toEqual([[], 1])
})

it('does not tell the person concerned', async () => {
  await chat('P1', [key])
  await unusual('P1')
  await round()
  expect([told(), await waiting()]).toEqual([[], 1])
  await chat('P2', [key])
  await round()
  await round()
  expect(told()).toEqual(['a:P2'])
})
