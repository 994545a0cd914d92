import { ask, type Asked } from '../../bot/ask'
import { recall, remember } from '../../bot/memory'
import { demoLeader, demoTutor, otherTutor } from '../../data/sample/demo-staff'
import { clock } from '../support/store'
import { useSample } from '../support/sample'

const store = useSample()

function sayTo(staff: string, chat: string, text: string): Promise<Asked> {
  const conversation = { id: chat, kind: 'personal' } as const
  return ask(
    store(),
    clock,
    { key: { idOrEmail: staff }, appRoles: [] },
    { text, conversation, memory: 'follow' },
  )
}

const ruth = demoTutor.staffId
const gareth = demoLeader.staffId

test('a message goes on from the one before', async () => {
  await sayTo(ruth, 'a', 'show low-engagement tutees')
  const falling = await sayTo(ruth, 'a', 'only the falling ones')
  expect(falling.query).toMatchObject({ bands: ['low', 'none'], trend: 'falling' })
  expect(falling.answer.students).toEqual(['00412303', '00412301'])
  expect((await sayTo(ruth, 'a', 'the second one')).answer.students).toEqual(['00412301'])
  // Who opens one student of a list goes on with the same list.
  expect((await sayTo(ruth, 'a', 'the first one')).answer.students).toEqual(['00412303'])
  const attendance = await sayTo(ruth, 'a', 'what about his attendance')
  expect(attendance.query).toMatchObject({ student: { id: '00412303' }, source: 'attendance' })
})

test('“more” turns the page, “previous” turns it back', async () => {
  const first = await sayTo(ruth, 'b', 'show my tutees by name')
  const second = await sayTo(ruth, 'b', 'more')
  expect([first.answer.students.length, second.answer.students.length]).toEqual([10, 4])
  expect(second.answer.text).toContain('11 to 14 of 14')
  expect((await sayTo(ruth, 'b', 'previous page')).answer.students).toEqual(first.answer.students)
  expect((await sayTo(ruth, 'b', 'more')).answer.students).toEqual(second.answer.students)
  // “The second one” is the second of those that were shown.
  expect((await sayTo(ruth, 'b', 'the second one')).answer.students).toEqual([second.answer.students[1]])
})

test('help, and what is not understood, interrupt nothing', async () => {
  await sayTo(ruth, 'c', 'show my tutees')
  await sayTo(ruth, 'c', 'help')
  await sayTo(ruth, 'c', 'colourless green ideas')
  expect((await sayTo(ruth, 'c', 'sort by name')).query).toMatchObject({
    population: { kind: 'tutees' },
    sort: 'name',
  })
})

test('never goes on from another person or another chat', async () => {
  await sayTo(ruth, 'd', 'show low-engagement tutees')
  for (const [staff, chat] of [
    [ruth, 'e'],
    [gareth, 'd'],
    [otherTutor.staffId, 'd'],
  ] as const) {
    expect((await sayTo(staff, chat, 'the second one')).answer.students).toEqual([])
    expect((await sayTo(staff, chat, 'only the falling ones')).query).not.toMatchObject({
      population: { kind: 'tutees' },
    })
  }
})

test('is asked anew with the rights of the moment: whom one may no longer see is not shown', async () => {
  await sayTo(ruth, 'f', 'show Aisha Rahman')
  await store()
    .db.updateTable('assignment')
    .set({ gone_on: '2026-11-01' })
    .where('student_id', '=', '00412301')
    .execute()
  const after = await sayTo(ruth, 'f', 'what about her attendance')
  expect(after.answer.students).toEqual([])
  expect(after.answer.text).not.toContain('Rahman')
  await store()
    .db.updateTable('assignment')
    .set({ gone_on: null })
    .where('student_id', '=', '00412301')
    .execute()
})

test('ends after an hour, and is nowhere readable in the store', async () => {
  await sayTo(ruth, 'g', 'show Aisha Rahman')
  const rows = await store().db.selectFrom('protected_state').selectAll().execute()
  expect(rows.length).toBeGreaterThan(0)
  expect(JSON.stringify(rows)).not.toMatch(/00412301|show-student|s0101/u)
  for (const { expires_at } of rows) {
    const hours = (Date.parse(expires_at) - Date.now()) / 3_600_000
    expect(hours).toBeGreaterThan(0)
    expect(hours).toBeLessThanOrEqual(1)
  }
  await store().db.updateTable('protected_state').set({ expires_at: '2020-01-01T00:00:00.000Z' }).execute()
  expect(await recall(store(), ruth, 'g')).toBeUndefined()
  expect((await sayTo(ruth, 'g', 'what about her attendance')).answer.students).toEqual([])
})

test('keeps neither a note nor words that named nobody', async () => {
  await sayTo(ruth, 'j', 'log a call with Aisha Rahman: her mother is ill')
  expect((await recall(store(), ruth, 'j'))?.question).toEqual({
    intent: 'record-contact',
    student: { id: '00412301' },
    channel: 'call',
  })
  await sayTo(ruth, 'j', 'show Xavier Nobody')
  expect(JSON.stringify(await recall(store(), ruth, 'j'))).not.toContain('Xavier')
})

test('whoever was asked for and not found is nobody of the list before', async () => {
  const only = await sayTo(ruth, 'k', 'show my tutees with no activity for 14 days')
  expect(only.answer.students).toHaveLength(1)
  await sayTo(ruth, 'k', 'show Xavier Nobody')
  for (const text of ['why so low?', 'log a call with her'])
    expect((await sayTo(ruth, 'k', text)).answer.students).toEqual([])
})

test('what is remembered and is no question of this version counts for nothing', async () => {
  const odd = { question: { intent: 'who-knows' }, shown: [], page: 1 }
  await remember(store(), ruth, 'h', odd as never)
  expect(await recall(store(), ruth, 'h')).toBeUndefined()
})

test('without a memory nothing is kept', async () => {
  await store().db.deleteFrom('protected_state').execute()
  const conversation = { id: 'i', kind: 'personal' } as const
  await ask(
    store(),
    clock,
    { key: { idOrEmail: ruth }, appRoles: [] },
    { text: 'show my tutees', conversation },
  )
  expect(await store().db.selectFrom('protected_state').selectAll().execute()).toEqual([])
})

test('what asks for students anew is no follow-up of one student', async () => {
  for (const text of ['low library use', 'no activity for two weeks', 'show low-engagement students']) {
    await sayTo(ruth, 'j', 'trend for Aisha Rahman')
    expect((await sayTo(ruth, 'j', text)).query).toMatchObject({ intent: 'list-students' })
    await sayTo(ruth, 'j', 'who is falling')
    expect((await sayTo(ruth, 'j', text)).query).not.toHaveProperty('trend')
  }
})
