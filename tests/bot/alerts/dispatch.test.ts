import type { Send } from '../../../bot/alerts/delivery'
import { dispatch } from '../../../bot/alerts/dispatch'
import { createLog } from '../../../bot/log'
import { rememberChat } from '../../../data/records/conversation-references'
import { lines, useFeedFiles } from '../../support/feed-files'
import { clock } from '../../support/store'
import { lookAt } from '../../support/trail'
import { studentIds, useUniversity } from '../../support/university'

const store = useUniversity()
const files = useFeedFiles(store)
const key = 'Engagement.DataProtection'

/** The chats in which something was said, in order. */
let told: string[]
let unreachable: Set<string>
const send: Send = (chat) => {
  if (unreachable.has(chat.conversationId)) return Promise.reject(new Error('blocked'))
  told.push(chat.conversationId)
  return Promise.resolve()
}

/** One round, however long the outbox would have waited for it. */
async function round(): Promise<void> {
  await store()
    .db.updateTable('outbox')
    .set({ due_at: '2020-01-01T00:00:00.000Z' })
    .where('done_at', 'is', null)
    .execute()
  await dispatch({ store: store(), clock, sendingTime: () => new Date(), log: createLog('silent'), send })
}

const waiting = async () =>
  (await store().db.selectFrom('outbox').select('done_at').execute()).filter(
    ({ done_at }) => done_at === null,
  ).length

const chatOf = (staffId: string, appRoles: string[], seen = new Date()) =>
  rememberChat(
    store(),
    {
      conversationId: `a:${staffId}`,
      staffId,
      channelUser: `29:${staffId}`,
      tenantId: 't',
      serviceUrl: 'https://x.example/',
      appRoles,
    },
    seen,
  )

beforeEach(async () => {
  told = []
  unreachable = new Set()
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

const unusual = (staffId: string) =>
  lookAt(store(), { staffId, students: studentIds(1, 3), limits: { hour: 2, day: 2 }, at: new Date() })

it('tells each holder once, although another cannot be reached at first', async () => {
  await chatOf('P1', [key])
  await chatOf('P2', [key])
  await chatOf('L1', [key])
  await unusual('T1')
  unreachable.add('a:P2')
  await round()
  await round()
  expect(told).toEqual(['a:P1'])
  expect(await waiting()).toBe(1)
  unreachable.clear()
  await round()
  await round()
  expect(told).toEqual(['a:P1', 'a:P2'])
  expect(await waiting()).toBe(0)
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
  ['no second key', () => chatOf('P1', [])],
  ['last signed in with it long ago', () => chatOf('P1', [key], new Date(Date.now() - 31 * 86_400_000))],
])('tells nobody who has %s, and waits', async (_what, chat) => {
  await chat()
  await unusual('T1')
  await round()
  expect([told, await waiting()]).toEqual([[], 1])
})

it('does not tell the person concerned', async () => {
  await chatOf('P1', [key])
  await unusual('P1')
  await round()
  expect([told, await waiting()]).toEqual([[], 1])
  await chatOf('P2', [key])
  await round()
  expect(told).toEqual(['a:P2'])
})
