import { randomUUID } from 'node:crypto'
import { demoTutor } from '../../data/sample/demo-staff'
import { words } from '../cards/walk'
import { useContactChat } from '../support/contact-chat'
import { looksIn } from '../support/looks'
import { aisha, gareth, helen, ruth } from '../support/people'
import { dataOf, inputsOf } from '../support/pressed'
import { now } from '../support/store'
import { verify } from '../support/trail'

const { store, press, say, rows, record } = useContactChat()

test('what was typed is given back where it may no longer be kept', async () => {
  const form = await say(ruth, `log a call with ${aisha}`)
  const typed = { ...dataOf(form, 'Save'), ...inputsOf(form), note: 'She moves house on Friday.' }
  for (const who of [helen, randomUUID()])
    expect(words(await press(who, typed))).toContain(
      'Nothing was saved. You had written: “She moves house on Friday.”',
    )
  expect(await rows()).toEqual([])
})

test('a message too long to be read whole is not cut, and nothing of it is kept', async () => {
  const card = await say(ruth, `log a call with ${aisha}: ${'very long '.repeat(220)}`)
  expect(words(card)).toContain('more than 2,000 characters')
  expect(JSON.stringify(card)).not.toContain('very long')
})

describe('a contact', () => {
  test('is recorded from a form that knows what was said, and not before Save', async () => {
    const form = await say(ruth, 'log a call with Aisha: talked about attendance')
    expect(words(form)).toContain(
      'Record a contact\nAisha Rahman · 00412301 · shown to you as personal tutor',
    )
    expect(inputsOf(form)).toEqual({
      channel: 'call',
      happenedOn: '2026-11-24',
      note: 'talked about attendance',
      followUpOn: '',
    })
    expect(await rows()).toEqual([])
    const before = await looksIn(store)
    const saved = await press(ruth, {
      ...dataOf(form, 'Save'),
      ...inputsOf(form),
      followUpOn: '2026-11-27',
      note: ' talked about *attendance*\r\nsecond line ',
    })
    expect(words(saved)).toContain('Contact recorded')
    expect(words(saved)).toContain(
      'Call · Tuesday 24 November\nRuth Adeyemi · follow up on Friday 27 November',
    )
    expect(words(saved)).toContain('talked about \\*attendance\\*\n\nsecond line')
    expect(await rows()).toMatchObject([
      {
        version: 1,
        student_id: aisha,
        happened_on: '2026-11-24',
        channel: 'call',
        note: 'talked about *attendance*\nsecond line',
        follow_up_on: '2026-11-27',
        state: 'recorded',
        written_by: demoTutor.staffId,
        written_at: now.toISOString(),
      },
    ])
    expect((await looksIn(store)).slice(before.length)).toEqual([
      { intent: 'contact-save', staff: demoTutor.staffId, students: [aisha] },
    ])
    const question = await store.db
      .selectFrom('access_seal')
      .select('question')
      .orderBy('position', 'desc')
      .executeTakeFirstOrThrow()
    expect(question.question).not.toContain('attendance')
    expect((await verify(store)).faults).toEqual([])
  })

  test('pressed twice, or at the same time, is saved once', async () => {
    const form = await say(ruth, `log a meeting with ${aisha}`)
    const data = { ...dataOf(form, 'Save'), ...inputsOf(form) }
    const answers = await Promise.all([1, 2, 3].map(() => press(ruth, data)))
    for (const answer of answers) expect(words(answer)).toContain('Contact recorded')
    expect(await rows()).toHaveLength(1)
  })

  test.each([
    ['a day to come', { happenedOn: '2026-11-25' }, 'must not lie in the future'],
    ['no day', { happenedOn: '' }, 'Give the day of the contact.'],
    ['a day that is none', { happenedOn: '2026-02-30' }, 'Give the day of the contact.'],
    ['a day long ago', { happenedOn: '1999-01-01' }, 'more than five years ago'],
    ['no channel', { channel: '' }, 'Choose how you were in touch.'],
    ['another channel', { channel: 'pigeon' }, 'Choose how you were in touch.'],
    ['a follow-up before it', { followUpOn: '2026-11-01' }, 'must not be before the contact'],
    ['a follow-up that is none', { followUpOn: 'soon' }, 'Give the follow-up as a day'],
    ['a follow-up far away', { followUpOn: '2031-01-01' }, 'more than two years ahead'],
    ['a long note', { note: 'x'.repeat(2_345) }, 'The note has 2,345 characters; shorten it to 2,000.'],
  ])('with %s is not saved, and what was typed stays', async (_what, wrong, told) => {
    const typed = {
      channel: 'email',
      happenedOn: '2026-11-20',
      note: 'what was typed',
      followUpOn: '2026-11-30',
    }
    const form = await say(ruth, `log a call with ${aisha}`)
    const again = await press(ruth, { ...dataOf(form, 'Save'), ...typed, ...wrong })
    expect(words(again)).toContain(told)
    expect(words(again)).toContain('Nothing is saved yet.')
    for (const [field, value] of Object.entries(typed))
      if (!(field in wrong)) expect(inputsOf(again)).toMatchObject({ [field]: value })
    if ('note' in wrong) expect(inputsOf(again)).toMatchObject(wrong)
    expect(await rows()).toEqual([])
    const saved = await press(ruth, { ...dataOf(again, 'Save'), ...typed })
    expect(words(saved)).toContain('Contact recorded')
  })

  test('is read by all who see the full profile, and changed by its author alone', async () => {
    const own = await record(ruth)
    const history = await say(gareth, 'contacts with Aisha Rahman')
    expect(words(history)).toContain('Call · Tuesday 24 November\nRuth Adeyemi')
    const opened = await press(gareth, dataOf(history, 'Open'))
    expect(words(opened)).toContain('talked about attendance')
    for (const title of ['Edit', 'Withdraw']) {
      expect(() => dataOf(opened, title)).toThrow()
      const forged = words(await press(gareth, dataOf(own, title)))
      expect(forged).toContain('Only who recorded a contact may change it')
    }
    const save = { ...dataOf(own, 'Edit'), verb: 'contact-save', student: aisha, version: 1 }
    const over = await press(gareth, { ...save, channel: 'call', happenedOn: '2026-11-24', note: 'mine' })
    expect(words(over)).toContain('Ruth Adeyemi recorded this contact. Nothing was changed.')
    expect(await rows()).toHaveLength(1)
  })
})

describe('who is asked for', () => {
  test('among several, each button keeps channel and note', async () => {
    const list = await say(ruth, 'log a call with Mohammed Ali: he asked about Aisha Rahman and her notes')
    expect(words(list)).toContain('Which student do you mean?')
    const form = await press(ruth, dataOf(list, 'Choose'))
    expect(words(form)).toContain('· 00412312 ·')
    expect(inputsOf(form)).toMatchObject({
      channel: 'call',
      note: 'he asked about Aisha Rahman and her notes',
    })
  })

  test('nobody: it says how to name one', async () => {
    expect(words(await say(ruth, 'record a contact'))).toContain('Say it with a name or a student ID')
    expect(words(await say(helen, 'log a call with Aisha Rahman'))).toContain('I cannot find that student')
  })
})
