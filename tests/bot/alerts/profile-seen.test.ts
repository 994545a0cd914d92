import { ask } from '../../../bot/ask'
import { commandLine } from '../../../data/records/unusual-looks'
import { alertsIn, deliver, episode, evaluatedOn, messagesIn } from '../../support/alerts'
import { cardText, composed } from '../../support/composing'
import { days, newestAlertOf, planIn, tuesday } from '../../support/planning'
import { useUniversity } from '../../support/university'

const store = useUniversity()
const plan = planIn(store)
const tutee = '00000001'

const says = (person: string, text: string, chat = person) =>
  ask(
    store(),
    () => tuesday,
    { key: { idOrEmail: person }, appRoles: [] },
    { text, conversation: { id: chat, kind: 'personal' } },
  )
const acts = async () =>
  (await store().db.selectFrom('alert_act').selectAll().orderBy('acted_at').execute()).map(
    ({ staff_id, act }) => [staff_id, act],
  )

beforeEach(async () => {
  await evaluatedOn(store(), '2026-11-01')
  await episode(store(), { student: tutee })
  await plan()
})

it('who opens the profile from the card has responded: no reminder, nothing passed up', async () => {
  await deliver(store(), tuesday)
  const [message] = await messagesIn(store())
  if (!message) throw new Error('no message')
  const [, words = ''] = /"type":"imBack","value":"([^"]+)"/u.exec(
    cardText(await composed(store(), message, { at: tuesday })),
  ) ?? ['', '']
  expect((await says('T1', words)).answer.students).toEqual([tutee])
  await says('T1', words)
  expect(await acts()).toEqual([['T1', 'opened']])
  expect(await newestAlertOf(store(), 'T1')).toMatchObject({
    state: 'told',
    opened_at: tuesday.toISOString(),
  })
  expect((await plan(days(2))).reminded).toBe(0)
  expect((await plan(days(6))).passedUp).toMatchObject({ unopened: 0 })
})

it('whoever else looks has not responded for them', async () => {
  await deliver(store(), tuesday)
  expect((await says('L1', `show ${tutee}`)).answer.students).toEqual([tutee])
  expect(await acts()).toEqual([])
  expect((await plan(days(2))).reminded).toBe(1)
})

it('what they were not told of yet comes all the same', async () => {
  await says('T1', `show ${tutee}`)
  expect(await acts()).toEqual([])
  expect(await alertsIn(store())).toMatchObject([{ state: 'waiting', opened_at: null }])
})

it('what an operator asks in their name is no response of theirs', async () => {
  await deliver(store(), tuesday)
  expect((await says('T1', `show ${tutee}`, commandLine)).answer.students).toEqual([tutee])
  expect(await acts()).toEqual([])
  expect((await plan(days(2))).reminded).toBe(1)
})
