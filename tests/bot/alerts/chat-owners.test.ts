import { ask } from '../../../bot/ask'
import { chatsOf } from '../../../data/records/conversation-references'
import { reviseMessage } from '../../../data/records/outbox'
import { alertsIn, episode, evaluatedOn, staffMember } from '../../support/alerts'
import { chatOf, putNote, rowOf } from '../../support/deliveries'
import { lines } from '../../support/feed-files'
import { right, useMistakenChat } from '../../support/mistaken-chat'
import { days, tuesday } from '../../support/planning'
import { lookAt } from '../../support/trail'
import { studentIds } from '../../support/university-feeds'

const { store, files, teams, said, plan, planAndDeliver, staff, correct, deliver, inChat, ofOther, ofT1 } =
  useMistakenChat()

const says = (person: string, text: string) =>
  ask(
    store(),
    () => tuesday,
    { key: { idOrEmail: person }, appRoles: [] },
    { text, conversation: { id: person, kind: 'personal' } },
  )

describe('once the records name another person by a staff member', () => {
  it('nothing goes to the chat of the one before: one is made with whom they name', async () => {
    await putNote(store(), 'm1', 'T1')
    await deliver()
    await correct()
    await putNote(store(), 'm2', 'T1')
    await deliver()
    expect(ofOther()).toMatchObject([{ marker: 'm1' }])
    expect(ofT1()).toMatchObject([{ marker: 'm2' }])
    expect(await chatsOf(store(), 'T1')).toMatchObject([{ conversationId: `a:${right}`, appRoles: [] }])
  })

  it('and where nobody knows whose the chat is, they are told in the one that Teams gives', async () => {
    await correct()
    await store().db.updateTable('conversation_reference').set({ entra_object_id: '', upn: '' }).execute()
    await putNote(store(), 'm1', 'T1')
    await deliver()
    expect(ofOther()).toEqual([])
    expect(ofT1()).toMatchObject([{ marker: 'm1' }])
  })

  it('nobody is told what was for somebody who left and whose ID is their e-mail', async () => {
    const person = { given_name: 'A', family_name: 'B', entra_object_id: null }
    const people = [
      {
        ...person,
        staff_id: 'n9@university.example',
        email: 'old@university.example',
        gone_on: '2026-11-01',
      },
      { ...person, staff_id: 'N9', email: 'n9@university.example', gone_on: null },
    ]
    await store().db.insertInto('staff').values(people).execute()
    await chatOf(store(), 'N9', teams().serviceUrl, { seenAt: tuesday })
    await putNote(store(), 'm1', 'n9@university.example')
    await deliver()
    expect(inChat('a:N9')).toEqual([])
    expect(await rowOf(store(), 'm1')).toMatchObject({ outcome: 'dropped', reason: 'left' })
  })

  it('what was sent to the one before is put right there no more', async () => {
    await putNote(store(), 'm1', 'T1')
    await deliver()
    await correct()
    said.text = 'second'
    await store().transaction(({ db }) => reviseMessage(db, 'm1', tuesday))
    await deliver()
    expect(ofOther()).toMatchObject([{ updates: 0, body: expect.stringContaining('first') as string }])
  })

  it('a card that lies there is taken back, and whom it is for is told', async () => {
    await evaluatedOn(store(), '2026-11-01')
    await episode(store(), { student: '00000001' })
    await planAndDeliver()
    const [alert] = await alertsIn(store())
    const id = alert?.alert_id ?? ''
    expect(ofOther()).toMatchObject([{ marker: id }])
    await planAndDeliver()
    expect(ofOther()).toHaveLength(1)
    await correct()
    for (let rounds = 0; rounds < 2; rounds += 1) await planAndDeliver()
    expect(ofOther()).toEqual([])
    expect(await rowOf(store(), id)).toMatchObject({ outcome: 'withdrawn', reason: 'chat-of-another' })
    const [row] = await alertsIn(store())
    expect(ofT1()).toMatchObject([{ marker: row?.message_id }])
    expect(ofT1()[0]?.body).not.toContain('Reminder')
    expect(teams().arrivals.filter(({ verb }) => verb === 'remove')).toHaveLength(1)
  })

  it.each(['reminded', 'opened'])('whom it is for is told also where the other was %s', async (what) => {
    await evaluatedOn(store(), '2026-11-01')
    await episode(store(), { student: '00000001' })
    await planAndDeliver()
    if (what === 'reminded') {
      expect((await plan(days(2))).reminded).toBe(1)
      await deliver(days(2))
    } else await says('T1', 'show 00000001')
    expect(ofOther()).not.toEqual([])
    await correct()
    for (let rounds = 0; rounds < 2; rounds += 1) await planAndDeliver(days(6))
    expect(ofOther()).toEqual([])
    expect(ofT1()).toHaveLength(1)
    expect(await alertsIn(store())).toMatchObject([{ state: 'told', opened_at: null, reminded_at: null }])
    // Their own time begins now: nothing of it is passed up for what they were never shown.
    expect((await plan(days(7))).passedUp).toMatchObject({ unopened: 0 })
    expect((await plan(days(13))).passedUp).toMatchObject({ unopened: 1 })
  })

  it('a digest that lies there is taken back, and its alerts come in the next', async () => {
    await evaluatedOn(store(), '2026-11-24')
    await episode(store(), { student: '00000001' })
    await planAndDeliver()
    expect(ofOther()).toHaveLength(1)
    await correct()
    await planAndDeliver()
    expect(ofOther()).toEqual([])
    await deliver()
    const [alert] = await alertsIn(store())
    expect(alert).toMatchObject({ told_in: 'digest', ended_at: null })
    expect(ofT1()).toHaveLength(1)
  })

  it('the week’s numbers that lie there are taken back, and come to whom they are for', async () => {
    await staffMember(store(), 'T1', { role: 'programme-leader', unit: 'CSC' })
    await planAndDeliver()
    expect(ofOther()).toHaveLength(1)
    await correct()
    for (let rounds = 0; rounds < 2; rounds += 1) await planAndDeliver()
    expect(ofOther()).toEqual([])
    expect(ofT1()).toMatchObject([{ body: expect.stringContaining('Computer Science') as string }])
  })

  it('the app roles of the one before are not theirs', async () => {
    const key = 'Engagement.DataProtection'
    await files.load(
      'assignments',
      lines(
        'staff_id,role,scope_code,level,student_id,start_date,end_date',
        'T1,data-protection,,,,2026-09-21,',
      ),
      { allowRemovals: true },
    )
    await chatOf(store(), 'T1', teams().serviceUrl, { appRoles: [key], seenAt: tuesday })
    await correct()
    await lookAt(store(), {
      staffId: 'D1',
      students: studentIds(1, 3),
      limits: { hour: 2, day: 2 },
      at: new Date(tuesday),
    })
    await deliver()
    expect(teams().arrivals).toEqual([])
  })
})

describe('a staff member without an Entra object ID in the records', () => {
  beforeEach(() => chatOf(store(), 'L1', teams().serviceUrl, { seenAt: tuesday }))
  const others = ['T1,Tess,Tutor,t1@university.example,', 'D1,Dee,Director,d1@university.example,']
  const reason = async (id: string) => (await rowOf(store(), id)).reason

  it('is told where they signed in by name, also once the records have the ID with which they did', async () => {
    await putNote(store(), 'm1', 'L1')
    await deliver()
    await staff(...others, 'L1,Lee,Leader,l1@university.example,of L1')
    await putNote(store(), 'm2', 'L1')
    await deliver()
    expect(inChat('a:L1').map(({ marker }) => marker)).toEqual(['m1', 'm2'])
  })

  it('is told nothing there once the records have another name', async () => {
    await staff(...others, 'L1,Lee,Leader,lee.leader@university.example,')
    await putNote(store(), 'm1', 'L1')
    await deliver()
    expect(inChat('a:L1')).toEqual([])
    expect(await reason('m1')).toBe('no-chat')
  })
})
