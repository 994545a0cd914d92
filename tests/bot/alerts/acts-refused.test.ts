import { randomUUID } from 'node:crypto'
import { demoLeader } from '../../../data/sample/demo-staff'
import { words } from '../../cards/walk'
import { useAlertChat } from '../../support/alert-chat'
import { composedNow } from '../../support/alert-cards'
import { looksIn } from '../../support/looks'
import { aisha, gareth, helen, ruth } from '../../support/people'
import { dataOf } from '../../support/pressed'
import { now } from '../../support/store'

const { store, press, say, toldRuth, acts, row, revisions } = useAlertChat()
const group = { conversation: { id: 'group', conversationType: 'groupChat', isGroup: true } }
const notFound = 'I cannot find that alert'

/** How many looks at somebody there were. */
const seenStudents = async (): Promise<number> =>
  (await looksIn(store)).filter(({ students }) => students.length > 0).length

describe('who may not', () => {
  const every = (alert: string): object[] => [
    { verb: 'alert-open', alert },
    ...['seen', 'useful', 'not-useful', 'reopen', 'reason-ended'].map((act) => ({
      verb: 'alert-do',
      alert,
      act,
    })),
    { verb: 'alert-contact', alert },
    { verb: 'alert-reason-form', alert },
    { verb: 'alert-reason', alert, reason: 'placement', until: '2026-12-01' },
    { verb: 'alert-reason', alert },
    { verb: 'alert-wrong-form', alert },
    { verb: 'alert-wrong', alert, what: 'attendance' },
    { verb: 'alert-wrong', alert },
    { verb: 'alert-pass-form', alert },
    { verb: 'alert-pass', alert, to: demoLeader.staffId },
    { verb: 'alert-pass', alert },
  ]

  test.each([
    ['another tutor', helen],
    ['the leader of the programme, whose alert it is not', gareth],
  ])('%s learns nothing and changes nothing', async (_who, who) => {
    const { alert } = await toldRuth()
    const before = [await row(alert), await seenStudents()]
    for (const data of every(alert)) {
      const answer = words(await press(who, data))
      expect(answer).toContain(notFound)
      expect(answer).not.toMatch(/Aisha|00412301|Ruth/u)
      expect(words(await press(who, { ...data, alert: randomUUID() }))).toBe(answer)
    }
    expect([await row(alert), await seenStudents()]).toEqual(before)
    expect(await acts()).toEqual([])
    expect(await revisions()).toEqual([])
  })

  test('a tutor whose tutee has moved since', async () => {
    const { alert } = await toldRuth()
    const tutors = store.db
      .updateTable('assignment')
      .where('student_id', '=', aisha)
      .where('role', '=', 'personal-tutor')
    await tutors.set({ end_date: '2026-11-01' }).execute()
    const answers: string[] = []
    for (const data of every(alert)) answers.push(words(await press(ruth, data)))
    const [composed, listed] = [await composedNow(store, alert), words(await say(ruth, 'my alerts'))]
    await tutors.set({ end_date: null }).execute()
    for (const answer of [...answers, listed]) expect(answer).not.toMatch(/Aisha|00412301/u)
    for (const answer of answers) expect(answer).toContain(notFound)
    expect(composed).toEqual({ drop: 'out-of-scope' })
    expect(await acts()).toEqual([])
  })

  test('one that was taken back', async () => {
    const { alert, card } = await toldRuth()
    await store.db.updateTable('alert').set({ state: 'withdrawn', ended_at: now.toISOString() }).execute()
    for (const data of every(alert)) expect(words(await press(ruth, data))).toContain(notFound)
    expect(words(await press(ruth, dataOf(card, 'Seen')))).not.toMatch(/Aisha|00412301/u)
    expect(await acts()).toEqual([])
  })

  test('in a group nothing is done or shown', async () => {
    const { alert } = await toldRuth()
    for (const data of every(alert)) {
      const answer = JSON.stringify(await press(ruth, data, group))
      expect(answer).toContain('Let us talk about that in private')
      expect(answer).not.toMatch(/Aisha|00412301/u)
    }
    expect(await acts()).toEqual([])
  })

  test.each([
    ['no ID', { verb: 'alert-do', act: 'seen' }],
    ['an ID that is none', { verb: 'alert-do', alert: "' or 1=1 --", act: 'seen' }],
    ['an act by a form alone', { verb: 'alert-do', alert: randomUUID(), act: 'known-reason' }],
    ['an act that only a contact makes', { verb: 'alert-do', alert: randomUUID(), act: 'contacted' }],
    ['an object for the colleague', { verb: 'alert-pass', alert: randomUUID(), to: { $ne: '' } }],
  ])('%s is no button of the bot', async (_what, data) => {
    expect(JSON.stringify(await press(ruth, data))).toContain('This button is not one of mine')
  })
})
