import { randomUUID } from 'node:crypto'
import { composers } from '../../../bot/alerts/messages/composers'
import { planTrouble } from '../../../bot/alerts/trouble/plan-trouble'
import { deliveryTroubles } from '../../../bot/alerts/trouble/delivery-troubles'
import { standardSettings } from '../../../data/configuration/settings'
import type { Deliveries } from '../../../data/queries/deliveries'
import { reportWrongData } from '../../../data/records/trouble'
import { lines, useFeedFiles } from '../../support/feed-files'
import { chatOf, deliverDue, deliveryTo, passTime, useTeamsConnector } from '../../support/deliveries'
import { now } from '../../support/store'
import { useUniversity } from '../../support/university'

const store = useUniversity(async () => {
  await files.load(
    'staff',
    lines(
      'staff_id,given_name,family_name,email,entra_object_id',
      ...['T1', 'L1', 'D1', 'A1', 'A2'].map((id) => `${id},A,B,${id}@university.example,`),
    ),
  )
  await files.load(
    'assignments',
    lines(
      'staff_id,role,scope_code,level,student_id,start_date,end_date',
      'A1,administrator,,,,2026-09-21,',
      'A2,administrator,,,,2026-09-21,',
    ),
    { allowRemovals: true },
  )
})
const files = useFeedFiles(store)
const teams = useTeamsConnector()
const key = 'Engagement.Admin'
const delivery = () => deliveryTo(store(), teams(), { sendingTime: () => now })

beforeEach(async () => {
  await chatOf(store(), 'A1', teams().serviceUrl, { appRoles: [key], seenAt: now })
  await chatOf(store(), 'A2', teams().serviceUrl, { seenAt: now })
})

/** Plans, and delivers until nothing is due, as time would. */
async function round(): Promise<void> {
  await planTrouble(delivery())
  for (let times = 0; times < 12; times += 1) {
    await passTime(store())
    await deliverDue(delivery(), composers)
    const left = await store()
      .db.selectFrom('outbox')
      .select('id')
      .where('done_at', 'is', null)
      .executeTakeFirst()
    if (!left) return
  }
}
const inChat = (staffId: string) => (teams().chats.get(`a:${staffId}`) ?? []).map(({ body }) => body)
const about = (words: string) => inChat('A1').filter((body) => body.includes(words))

it('an administrator with the second key is told of each feed in trouble, once, and by the same card that it is over', async () => {
  await round()
  await round()
  expect(about('Trouble with a feed: Library')).toHaveLength(1)
  expect(about('Trouble with a feed: Library')[0]).toContain('engagement ingest library')
  expect(inChat('A2')).toEqual([])
  const days = Array.from({ length: 60 }, (_, index) => new Date(now.getTime() - index * 86_400_000))
  const visits = days.flatMap((day) =>
    Array.from(
      { length: 12 },
      (_, student) =>
        `${String(student + 1).padStart(8, '0')},${day.toISOString().slice(0, 10)}T08:00:00Z,visit`,
    ),
  )
  await files.load('library', lines('student_id,occurred_at,event', ...visits))
  const messages = inChat('A1').length
  await round()
  expect(about('Trouble with a feed: Library')).toHaveLength(0)
  expect(about('Well again: Library')).toHaveLength(1)
  expect(inChat('A1')).toHaveLength(messages)
}, 60_000)

it('a report of wrong data tells what the alert rests on, and never whom it is about', async () => {
  const [alertId, episodeId] = [randomUUID(), randomUUID()]
  const { db } = store()
  await db
    .insertInto('alert_episode')
    .values({
      ...{
        episode_id: episodeId,
        student_id: '00000001',
        rule_code: 'missed-sessions',
        programme_code: 'CSC',
      },
      ...{
        opened_on: '2026-11-23',
        data_to: '2026-11-23',
        since: '2026-11-10',
        level: 1,
        reason: 'x',
        facts: '{}',
      },
      ...{ state: 'open', last_change: 'opened', changed_on: '2026-11-23', checked_at: now.toISOString() },
    })
    .execute()
  await db
    .insertInto('alert')
    .values({
      ...{ alert_id: alertId, staff_id: 'T1', student_id: '00000001', role: 'personal-tutor', why: 'tutee' },
      ...{ told_in: 'card', state: 'told', made_at: now.toISOString(), passed_from: null, message_id: null },
      ...{ told_at: null, opened_at: null, reminded_at: null, passed_at: null, ended_at: null },
    })
    .execute()
  await db.insertInto('alert_reason').values({ alert_id: alertId, episode_id: episodeId }).execute()
  const report = { alertId, what: 'attendance', at: now, today: '2026-11-24' } as const
  for (let times = 0; times < 2; times += 1)
    await store().transaction(async (tx) => reportWrongData(tx.db, report))
  await deliverDue(delivery(), composers)
  expect(inChat('A1')).toHaveLength(1)
  const [card = ''] = inChat('A1')
  expect(card).toContain(alertId)
  expect(card).toContain('Missed teaching events')
  expect(card).toContain('Attendance')
  expect(card).not.toMatch(/0000000|Robin|Example/u)
  expect(inChat('A2')).toEqual([])
  // Who runs the bot and has not signed in for long is told with the next sign-in, while it is not over.
  await chatOf(store(), 'A2', teams().serviceUrl, { appRoles: [key], seenAt: now })
  await passTime(store())
  await deliverDue(delivery(), composers)
  expect(inChat('A2')).toHaveLength(1)
  expect(inChat('A1')).toHaveLength(1)
})

describe('of deliveries', () => {
  const well: Deliveries = {
    waiting: 3,
    due: 0,
    oldestDue: undefined,
    waitingFor: [],
    outcomes: { sent: 100, revised: 0, withdrawn: 0, dropped: 50, failed: 3 },
    failed: [{ reason: 'MessageWritesBlocked', count: 3 }],
    dropped: [],
    unknownOutcomes: 2,
    chats: 100,
    blocked: 3,
  }
  const troubles = (found: Partial<Deliveries>, at = now) =>
    deliveryTroubles({ ...well, ...found }, at, standardSettings.alerts)

  it('nothing is the matter while they go well', () => {
    expect(troubles({})).toEqual([])
  })

  it.each<[string, Partial<Deliveries>]>([
    ['own credentials are refused', { waitingFor: [{ reason: 'credentials', count: 2 }] }],
    ['more than two hours', { due: 2, oldestDue: new Date('2026-11-23T17:00:00Z') }],
    ['12 of 92 messages failed', { outcomes: { ...well.outcomes, sent: 80, failed: 12 } }],
    ['In 25 of 100 chats', { blocked: 25 }],
  ])('it is said that %s', (words, found) => {
    const told = troubles(found)
    expect(told).toHaveLength(1)
    expect(told[0]).toContain(words.replace('own credentials are refused', 'own credentials'))
  })

  it('what lies overnight lies well', () => {
    const oldestDue = new Date('2026-11-23T17:59:00Z')
    expect(troubles({ due: 1, oldestDue }, new Date('2026-11-24T03:00:00Z'))).toEqual([])
  })
})
