import { act } from '../../../bot/act'
import { composers } from '../../../bot/alerts/messages/composers'
import { pauseAlerts } from '../../../data/records/alert-pause'
import {
  actOn,
  alertsIn,
  changeEpisode,
  choose,
  deliver,
  episode,
  evaluatedOn,
  messagesIn,
} from '../../support/alerts'
import { size } from '../../cards/walk'
import { cardText, composed, messageOf } from '../../support/composing'
import { days, giveTutees, planIn, tuesday, tutees } from '../../support/planning'
import { useUniversity } from '../../support/university'

const store = useUniversity()
const plan = planIn(store)

async function digestMessage() {
  const message = (await messagesIn(store())).find(({ kind }) => kind === 'digest')
  if (!message) throw new Error('no digest')
  return message
}

const compose = async (at = tuesday) => composed(store(), await digestMessage(), { at })

beforeEach(async () => {
  await evaluatedOn(store(), '2026-11-01')
  await giveTutees(store())
  await choose(store(), 'T9', { frequency: 'digest' })
})

it('lists the greatest concerns first, with a button for each, on the record, within what Teams shows', async () => {
  for (const [index, student] of tutees.entries())
    await episode(store(), {
      student,
      level: index === 7 ? 3 : 2,
      reason: `What happened ${'so long '.repeat(30)}`,
    })
  await plan()
  const made = await compose()
  if (!('card' in made)) throw new Error('no card')
  const text = cardText(made)
  expect(text).toContain('12 alerts to look at this week')
  expect(text).toContain('1–10 of 12')
  expect(text.match(/"verb":"alert-open"/gu)).toHaveLength(20)
  expect(text.indexOf(tutees[7] ?? '')).toBeLessThan(text.indexOf(tutees[0] ?? ''))
  expect(text).toContain('People decide, never this system')
  expect(size(made.card)).toBeLessThan(28 * 1024)
  const entries = await store().db.selectFrom('access_entry_student').selectAll().execute()
  expect(entries).toHaveLength(10)
  const [entry] = await store().db.selectFrom('access_entry').selectAll().execute()
  expect(entry).toMatchObject({ staff_id: 'T9', role: 'personal-tutor', intent: 'alert-digest' })
})

it('holds nothing but IDs', async () => {
  await episode(store(), { student: tutees[0] ?? '' })
  await plan()
  expect(JSON.parse((await digestMessage()).payload)).toEqual({ week: '2026-11-23' })
})

it('leaves out, and ends, what the person may not see any more', async () => {
  await episode(store(), { student: tutees[0] ?? '' })
  await episode(store(), { student: tutees[1] ?? '' })
  await plan()
  await store()
    .db.updateTable('assignment')
    .set({ end_date: '2026-11-24' })
    .where('student_id', '=', tutees[0] ?? '')
    .execute()
  const text = cardText(await compose())
  expect(text).not.toContain(tutees[0])
  expect(text).toContain(tutees[1])
  expect((await alertsIn(store())).map(({ state }) => state).sort()).toEqual(['waiting', 'withdrawn'])
})

it('is dropped where the person has no role any more, and where nothing is left', async () => {
  await episode(store(), { student: tutees[0] ?? '' })
  await plan()
  await store()
    .db.updateTable('assignment')
    .set({ gone_on: '2026-11-24' })
    .where('staff_id', '=', 'T9')
    .execute()
  expect(await compose()).toEqual({ drop: 'no-scope' })
})

it('waits while the person has paused their alerts since it was planned', async () => {
  await episode(store(), { student: tutees[0] ?? '' })
  await plan()
  await pauseAlerts(store(), 'T9', { until: '2026-12-07' }, tuesday)
  expect(await compose()).toEqual({ later: new Date('2026-12-07T00:00:00Z') })
  expect(await store().db.selectFrom('access_entry').selectAll().execute()).toEqual([])
})

it('keeps back a student whose reason somebody knows by now', async () => {
  await episode(store(), { student: tutees[0] ?? '' })
  await plan()
  const [alert] = await alertsIn(store())
  const acted = { alert: alert?.alert_id ?? '', staff: 'T9', at: tuesday }
  await actOn(store(), { ...acted, act: 'known-reason', until: '2026-12-20' })
  expect(await compose()).toEqual({ drop: 'nothing-left' })
  expect(await alertsIn(store())).toMatchObject([{ state: 'waiting', message_id: null }])
  expect((await plan()).digests).toEqual({ messages: 0, alerts: 0 })
})

it('says what is over by now when it is made anew, and leaves out what never was', async () => {
  const [over, never, open] = await Promise.all(
    tutees.slice(0, 3).map((student) => episode(store(), { student })),
  )
  await plan()
  await deliver(store(), days(2))
  await changeEpisode(store(), over ?? '', 'closed', days(3))
  await changeEpisode(store(), never ?? '', 'corrected', days(3))
  await plan(days(3))
  expect((await messagesIn(store())).map(({ kind }) => kind)).toEqual(['digest', 'revision'])
  const text = cardText(await compose(days(3)))
  expect(text).toContain('Over by now')
  expect(text).not.toContain(tutees[1])
  expect(text.indexOf(tutees[2] ?? '')).toBeLessThan(text.indexOf(tutees[0] ?? ''))
  expect(open).toBeDefined()
})

it('marks what it told when it is sent, and what it could not when it is not', async () => {
  await episode(store(), { student: tutees[0] ?? '' })
  await plan()
  const message = messageOf(await digestMessage())
  await store().transaction(
    ({ db }) => composers['digest']?.sent?.(db, message, days(2)) ?? Promise.resolve(),
  )
  expect(await alertsIn(store())).toMatchObject([{ state: 'told', told_at: days(2).toISOString() }])
  await store().db.updateTable('alert').set({ state: 'waiting', told_at: null }).execute()
  await store().transaction(
    ({ db }) => composers['digest']?.unsent?.(db, message, 'no-chat', days(2)) ?? Promise.resolve(),
  )
  expect(await alertsIn(store())).toMatchObject([{ state: 'undelivered' }])
})

it('opens the student of an alert for whoever has it, and for nobody else', async () => {
  const [student = ''] = tutees
  await episode(store(), { student })
  await plan()
  const [alert] = await alertsIn(store())
  const action = { verb: 'alert-open', alert: alert?.alert_id ?? '' } as const
  const press = (id: string) =>
    act(
      store(),
      () => tuesday,
      { key: { idOrEmail: id }, appRoles: [] },
      { action, conversation: { id: 'c', kind: 'personal' } },
    )
  expect((await press('T9')).answer.students).toEqual([student])
  const { answer } = await press('L1')
  expect(answer.students).toEqual([])
  expect(answer.text).toContain('I cannot find that alert')
})

it('stays away while an alert is read that was opened in its place', async () => {
  const [student = ''] = tutees
  await episode(store(), { student })
  await plan()
  await store().db.updateTable('alert').set({ state: 'told', told_at: tuesday.toISOString() }).execute()
  const [alert] = await alertsIn(store())
  const action = { verb: 'alert-open', alert: alert?.alert_id ?? '' } as const
  // Also where it had been opened before.
  for (const time of [1, 2]) {
    const pressed = new Date()
    await act(
      store(),
      () => tuesday,
      { key: { idOrEmail: 'T9' }, appRoles: [] },
      { action, conversation: { id: 'c', kind: 'personal' } },
    )
    const { due_at } = await store()
      .db.selectFrom('outbox')
      .where('kind', '=', 'revision')
      .select('due_at')
      .executeTakeFirstOrThrow()
    expect({ time, waits: new Date(due_at).getTime() - pressed.getTime() > 10 * 60_000 }).toEqual({
      time,
      waits: true,
    })
    await store().db.deleteFrom('outbox').where('kind', '=', 'revision').execute()
  }
})
