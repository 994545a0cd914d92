import { makeAlert } from '../../../../data/records/alerts'
import { saveContact } from '../../../../data/records/contacts'
import { grantScope } from '../../../../data/domain/grant-scope'
import {
  actOn,
  alertsIn,
  changeEpisode,
  deliver,
  episode,
  evaluatedOn,
  messagesIn,
  staffMember,
} from '../../../support/alerts'
import { days, planIn, tuesday } from '../../../support/planning'
import { useUniversity } from '../../../support/university'

const store = useUniversity()
const plan = planIn(store)

const tutee = '00000001'
const told = async () => (await alertsIn(store())).map(({ staff_id, why, state }) => [staff_id, why, state])
const alertOf = async (staff: string) => {
  const alert = (await alertsIn(store())).find(({ staff_id }) => staff_id === staff)
  if (!alert) throw new Error(`${staff} has no alert`)
  return alert
}

/** T1's alert about their tutee, told on the Tuesday; gives the episode. */
async function toldOnTuesday(level = 2): Promise<string> {
  await evaluatedOn(store(), '2026-11-01')
  await staffMember(store(), 'LT', { role: 'level-tutor', unit: 'CSC', level: 4 })
  const id = await episode(store(), { student: tutee, level })
  await plan()
  await deliver(store(), tuesday)
  return id
}

describe('a reminder', () => {
  it('comes once, after two working days, in place of the card before', async () => {
    await toldOnTuesday()
    expect((await plan(days(1))).reminded).toBe(0)
    expect((await plan(days(2))).reminded).toBe(1)
    expect((await plan(days(2))).reminded).toBe(0)
    const alert = await alertOf('T1')
    expect(alert).toMatchObject({
      message_id: `remind:${alert.alert_id}`,
      reminded_at: days(2).toISOString(),
    })
    expect((await messagesIn(store())).map(({ id }) => id).sort()).toEqual(
      [alert.alert_id, `remind:${alert.alert_id}`, `revise:${alert.alert_id}`].sort(),
    )
    await deliver(store(), days(2))
    expect((await plan(days(3))).reminded).toBe(0)
  })

  it.each(['opened', 'seen', 'contacted', 'known-reason'] as const)(
    'does not come where it was %s',
    async (act) => {
      await toldOnTuesday()
      const { alert_id: alert } = await alertOf('T1')
      await actOn(store(), { alert, staff: 'T1', act, at: days(1), until: '2027-01-01' })
      expect((await plan(days(2))).reminded).toBe(0)
    },
  )

  it('does not come where it is over', async () => {
    const id = await toldOnTuesday()
    await changeEpisode(store(), id, 'closed', days(1))
    expect((await plan(days(2))).reminded).toBe(0)
  })
})

describe('an alert that was passed on', () => {
  it('is its receiver’s to respond to: they are reminded, and it passes up', async () => {
    const episodeId = await toldOnTuesday()
    const { alert_id: alert } = await alertOf('T1')
    await actOn(store(), { alert, staff: 'T1', act: 'passed-on', at: days(1) })
    await store()
      .db.updateTable('alert')
      .set({ state: 'closed', ended_at: days(1).toISOString() })
      .execute()
    await store().transaction(({ db }) =>
      makeAlert(db, {
        staffId: 'LT',
        studentId: tutee,
        role: 'level-tutor',
        why: 'passed-on',
        passedFrom: alert,
        episodes: [episodeId],
        toldIn: 'card',
        madeAt: days(1),
        dueAt: days(1),
      }),
    )
    await deliver(store(), days(1))
    expect((await plan(days(3))).reminded).toBe(1)
    expect((await plan(days(7))).passedUp).toMatchObject({ unopened: 1, cards: 1 })
    expect(await told()).toContainEqual(['L1', 'passed-up', 'waiting'])
  })
})

describe('an alert that nobody opens', () => {
  it('passes up to the next role after four working days, once, and says so on the first', async () => {
    await toldOnTuesday()
    await plan(days(3))
    expect(await told()).toEqual([['T1', 'tutee', 'told']])
    expect((await plan(days(6))).passedUp).toMatchObject({ unopened: 1, cards: 1, nobodyAbove: 0 })
    expect((await plan(days(6))).passedUp).toMatchObject({ unopened: 0, cards: 0 })
    expect(await told()).toEqual([
      ['T1', 'tutee', 'told'],
      ['LT', 'passed-up', 'waiting'],
    ])
    const first = await alertOf('T1')
    expect(first.passed_at).toBe(days(6).toISOString())
    expect((await alertOf('LT')).passed_from).toBe(first.alert_id)
    expect((await messagesIn(store())).map(({ id }) => id)).toContain(`revise:${first.message_id ?? ''}`)
  })

  it('goes on up, role by role, until there is nobody above', async () => {
    await toldOnTuesday()
    await plan(days(6))
    await deliver(store(), days(6))
    await plan(days(10))
    expect((await told()).map(([staff]) => staff)).toEqual(['T1', 'LT', 'L1'])
    await deliver(store(), days(10))
    expect((await plan(days(17))).passedUp).toMatchObject({ nobodyAbove: 1, unopened: 0 })
    expect(await told()).toHaveLength(3)
  })

  it.each(['seen', 'contacted', 'known-reason'] as const)(
    'does not pass up where another who has it did: %s',
    async (act) => {
      await staffMember(store(), 'T2', { role: 'personal-tutor', student: tutee })
      await toldOnTuesday()
      const { alert_id: alert } = await alertOf('T2')
      await actOn(store(), { alert, staff: 'T2', act, at: days(1), until: '2027-01-01' })
      await plan(days(6))
      expect(await told()).toHaveLength(2)
    },
  )

  it('does not pass up where somebody was in touch, with or without a card', async () => {
    await toldOnTuesday()
    const scope = grantScope({
      staffId: 'L1',
      role: 'programme-leader',
      detail: 'full',
      populations: [{ kind: 'programme', code: 'CSC' }],
      today: '2026-11-25',
    })
    const fields = { channel: 'call', happenedOn: '2026-11-25', note: null, followUpOn: null } as const
    const change = { contactId: 'a', version: 0, at: days(1), studentId: tutee, fields }
    await saveContact(store(), scope, change, {
      intent: 'x',
      question: '{}',
      conversation: 'c',
      at: days(1),
      limits: { hour: 9, day: 9 },
    })
    expect(await plan(days(6))).toMatchObject({ reminded: 0, passedUp: { unopened: 0 } })
  })

  it('waits for another tutor who still has time, and for one who has opened it', async () => {
    await toldOnTuesday()
    await staffMember(store(), 'T2', { role: 'personal-tutor', student: tutee })
    await plan(days(3))
    await deliver(store(), days(3))
    expect((await plan(days(6))).passedUp).toMatchObject({ unopened: 0 })
    const { alert_id: alert } = await alertOf('T2')
    expect((await plan(days(9))).passedUp).toMatchObject({ unopened: 2, cards: 1 })
    await actOn(store(), { alert, staff: 'T2', act: 'opened', at: days(9) })
    expect((await told()).map(([staff]) => staff)).toEqual(['T1', 'T2', 'LT'])
  })

  it('passes up at once where it could not be delivered', async () => {
    await evaluatedOn(store(), '2026-11-01')
    await episode(store(), { student: tutee })
    await plan()
    await deliver(store(), tuesday, (staff) => staff !== 'T1')
    expect((await plan()).passedUp).toMatchObject({ undelivered: 1, cards: 1 })
    expect((await told()).sort()).toEqual([
      ['L1', 'passed-up', 'waiting'],
      ['T1', 'tutee', 'undelivered'],
    ])
  })

  it('does not pass up from who is no longer the tutor: whoever is has been told', async () => {
    await toldOnTuesday()
    await store()
      .db.updateTable('assignment')
      .set({ end_date: '2026-11-25' })
      .where('staff_id', '=', 'T1')
      .execute()
    await plan(days(6))
    expect(await told()).toEqual([
      ['T1', 'tutee', 'withdrawn'],
      ['LT', 'no-tutor', 'waiting'],
    ])
  })

  it('of a digest passes up where it is of level 3 alone', async () => {
    await evaluatedOn(store(), '2026-11-20')
    await episode(store(), { student: tutee, level: 3 })
    await episode(store(), { student: '00000021', level: 2 })
    await plan()
    const [digest] = await messagesIn(store())
    expect(digest).toMatchObject({ kind: 'digest', due_at: '2026-11-26T09:00:00.000Z' })
    await deliver(store(), days(2))
    expect((await plan(days(7))).passedUp).toMatchObject({ unopened: 0 })
    expect((await plan(days(8))).passedUp).toMatchObject({ unopened: 1 })
    expect((await told()).filter(([, why]) => why === 'passed-up')).toHaveLength(1)
  })
})
