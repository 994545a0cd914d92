import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { demoLeader, demoTutor, otherTutor } from '../../data/sample/demo-staff'
import { openStore } from '../../data/store/open'
import type { Store } from '../../data/store/store'
import { useBot } from '../support/bot'
import { chattingWith } from '../support/chatting'
import { dataOf, inputsOf } from '../support/pressed'
import { copySample } from '../support/sample'
import { now } from '../support/store'
import { verify } from '../support/trail'
import { words } from '../cards/walk'

const database = copySample()
const bot = useBot(database, { now })
const { press, say } = chattingWith(bot)
const [ruth, gareth, helen] = [demoTutor, demoLeader, otherTutor].map(
  ({ entraObjectId }) => entraObjectId,
) as [string, string, string]
/** Ruth's tutee, on the programme that Gareth leads; Helen may not see her. */
const aisha = '00412301'
const group = { conversation: { id: 'group', conversationType: 'groupChat', isGroup: true } }

let store: Store
beforeAll(() => {
  store = openStore(database)
})
afterAll(() => store.close())
beforeEach(async () => {
  bot.connector.sent.length = 0
  await store.db.deleteFrom('contact_version').execute()
})

const rows = () =>
  store.db.selectFrom('contact_version').selectAll().orderBy('contact_id').orderBy('version').execute()

const looks = async (): Promise<{ intent: string; students: string[] }[]> => {
  const entries = await store.db.selectFrom('access_entry').select(['entry_id', 'intent']).execute()
  const seen = await store.db.selectFrom('access_entry_student').selectAll().execute()
  return entries.map(({ entry_id, intent }) => ({
    intent,
    students: seen.filter((row) => row.entry_id === entry_id).map(({ student_id }) => student_id),
  }))
}

/** Opens the form and saves it, with other values in its fields where they are given. */
async function record(who: string, inputs: Record<string, string> = {}): Promise<unknown> {
  const form = await say(who, `log a call with ${aisha}: talked about attendance`)
  return press(who, { ...dataOf(form, 'Save'), ...inputsOf(form), ...inputs })
}

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
    const before = await looks()
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
    expect((await looks()).slice(before.length)).toEqual([{ intent: 'contact-save', students: [aisha] }])
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

  test('saved once more with other words is not saved over, and the words are not lost', async () => {
    const form = await say(ruth, `log a meeting with ${aisha}`)
    const data = { ...dataOf(form, 'Save'), ...inputsOf(form) }
    await press(ruth, data)
    const again = words(await press(ruth, { ...data, note: 'an afterthought' }))
    expect(again).toContain('This contact has changed meanwhile')
    expect(again).toContain('You had written: “an afterthought”')
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

  test('is changed by its author, version by version', async () => {
    const card = await record(ruth)
    const form = await press(ruth, dataOf(card, 'Edit'))
    expect(words(form)).toContain('Change a contact')
    expect(inputsOf(form)).toMatchObject({ channel: 'call', note: 'talked about attendance' })
    const changed = await press(ruth, { ...dataOf(form, 'Save'), ...inputsOf(form), note: 'and about work' })
    expect(words(changed)).toContain('Contact changed')
    expect(words(changed)).toContain('edited on Tuesday 24 November, 09:00')
    expect(await rows()).toMatchObject([
      { version: 1, note: 'talked about attendance' },
      { version: 2, note: 'and about work' },
    ])
    const unchanged = await press(ruth, dataOf(changed, 'Edit'))
    await press(ruth, { ...dataOf(unchanged, 'Save'), ...inputsOf(unchanged) })
    expect(await rows()).toHaveLength(2)
  })

  test('changed on another device meanwhile is shown as it stands', async () => {
    const card = await record(ruth)
    const [first, second] = [await press(ruth, dataOf(card, 'Edit')), await press(ruth, dataOf(card, 'Edit'))]
    await press(ruth, { ...dataOf(first, 'Save'), ...inputsOf(first), note: 'first' })
    const late = words(await press(ruth, { ...dataOf(second, 'Save'), ...inputsOf(second), note: 'second' }))
    expect(late).toContain('This contact has changed meanwhile')
    expect(late).toMatch(/\nfirst$/mu)
    expect(late).toContain('You had written: “second”')
    expect(words(await press(ruth, dataOf(card, 'Withdraw')))).toContain('has changed meanwhile')
    expect((await rows()).map(({ note }) => note)).toEqual(['talked about attendance', 'first'])
  })

  test('is withdrawn by its author, told so without its note, and kept', async () => {
    const card = await record(ruth, { followUpOn: '2026-11-30' })
    for (const answer of [
      await press(ruth, dataOf(card, 'Withdraw')),
      await press(ruth, dataOf(card, 'Withdraw')),
    ]) {
      expect(words(answer)).toContain('Contact withdrawn')
      expect(words(answer)).not.toMatch(/talked|follow up/u)
      expect(() => dataOf(answer, 'Edit')).toThrow()
    }
    expect(await rows()).toMatchObject([
      { version: 1, state: 'recorded', note: 'talked about attendance' },
      { version: 2, state: 'withdrawn', note: null },
    ])
    expect(words(await press(ruth, dataOf(card, 'Edit')))).toContain('Contact withdrawn')
    const saved = { ...dataOf(card, 'Withdraw'), verb: 'contact-save', student: aisha, version: 2 }
    const revived = await press(ruth, { ...saved, channel: 'call', happenedOn: '2026-11-24' })
    expect(words(revived)).toContain('has changed meanwhile')
    expect(await rows()).toHaveLength(2)
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

describe('what is forged', () => {
  const fields = { channel: 'call', happenedOn: '2026-11-24', note: 'forged' }
  const save = (more: object = {}): object => ({
    verb: 'contact-save',
    contact: randomUUID(),
    version: 0,
    student: aisha,
    ...fields,
    ...more,
  })

  test.each([
    ['a student of others', helen, save(), 'I cannot find that contact'],
    ['a student who is none', ruth, save({ student: 'x' }), 'I cannot find that contact'],
    ['a version of what is not there', ruth, save({ version: 1 }), 'I cannot find that contact'],
    [
      'a form for a student of others',
      helen,
      { verb: 'contact-form', student: aisha },
      'I cannot find that student',
    ],
    ['a wrong form for a student of others', helen, save({ channel: '' }), 'I cannot find that contact'],
    ['somebody unknown', randomUUID(), save(), 'I cannot place you yet'],
    [
      'a contact to open that is not there',
      ruth,
      { verb: 'contact-open', contact: randomUUID() },
      'I cannot find that contact',
    ],
  ])('%s: nothing is written', async (_what, who, data, told) => {
    const answer = await press(who, data)
    expect(words(answer)).toContain(told)
    expect(words(answer)).not.toContain('Aisha')
    expect(await rows()).toEqual([])
  })

  test.each([
    ['no ID', { contact: undefined }],
    ['an ID that is none', { contact: '1; drop table contact_version' }],
    ['a version that is none', { version: '1' }],
    ['a version below the first', { version: -1 }],
    ['an object for the note', { note: { $ne: '' } }],
    ['a list for the day', { happenedOn: ['2026-11-24'] }],
    ['a note without end', { note: 'x'.repeat(9_000) }],
    ['no student', { student: ' ' }],
    ['another verb', { verb: 'contact-delete' }],
  ])('%s is no button of the bot', async (_what, wrong) => {
    const answer = await press(ruth, save(wrong))
    expect(JSON.stringify(answer)).toContain('This button is not one of mine')
    expect(await rows()).toEqual([])
  })

  test('another person’s contact, by somebody who may not see its student', async () => {
    const own = await record(ruth)
    const contact = dataOf(own, 'Edit')['contact']
    for (const data of [
      { verb: 'contact-open', contact },
      { verb: 'contact-edit', contact },
      { verb: 'contact-withdraw', contact, version: 1 },
      save({ contact, version: 1 }),
      save({ contact, version: 1, student: await tuteeOf(otherTutor.staffId) }),
    ]) {
      const answer = words(await press(helen, data))
      expect(answer).toContain('I cannot find that contact')
      expect(answer).not.toMatch(/Aisha|attendance/u)
    }
    expect(await rows()).toHaveLength(1)
  })

  test('a contact moved to another student of one’s own', async () => {
    const own = await record(ruth)
    const moved = await press(
      ruth,
      save({ contact: dataOf(own, 'Edit')['contact'], version: 1, student: '00412312' }),
    )
    expect(words(moved)).toContain('I cannot find that contact')
    expect(await rows()).toMatchObject([{ student_id: aisha }])
  })

  test('a form from before the student had another tutor', async () => {
    const form = await say(ruth, `log a call with ${aisha}`)
    const tutors = store.db
      .updateTable('assignment')
      .where('student_id', '=', aisha)
      .where('role', '=', 'personal-tutor')
    await tutors.set({ end_date: '2026-11-01' }).execute()
    const late = await press(ruth, { ...dataOf(form, 'Save'), ...inputsOf(form) })
    await tutors.set({ end_date: null }).execute()
    expect(words(late)).toContain('I cannot find that contact')
    expect(await rows()).toEqual([])
  })

  test('in a group nothing is written or shown, whoever presses', async () => {
    const own = await record(ruth)
    const contact = dataOf(own, 'Edit')['contact']
    for (const data of [
      save(),
      { verb: 'contact-form', student: aisha },
      { verb: 'contact-open', contact },
      { verb: 'contact-withdraw', contact, version: 1 },
      { verb: 'feedback-send', feedback: randomUUID(), text: 'x' },
    ]) {
      const answer = JSON.stringify(await press(ruth, data, group))
      expect(answer).toContain('Let us talk about that in private')
      expect(answer).not.toMatch(/Aisha|attendance/u)
    }
    for (const text of ['log a call with Aisha', 'contacts with Aisha'])
      expect(JSON.stringify(await say(ruth, text, group))).toContain('Let us talk about that in private')
    expect(await rows()).toHaveLength(1)
    expect(await store.db.selectFrom('feedback').selectAll().execute()).toEqual([])
  })

  test('as a message it writes nothing', async () => {
    await say(ruth, '', { text: undefined, value: save() })
    expect(await rows()).toEqual([])
  })
})

async function tuteeOf(staffId: string): Promise<string> {
  const row = await store.db
    .selectFrom('assignment')
    .select('student_id')
    .where('staff_id', '=', staffId)
    .where('role', '=', 'personal-tutor')
    .executeTakeFirstOrThrow()
  return row.student_id ?? ''
}

test('any saves, changes and withdrawals of two people keep every version and show the newest alone', async () => {
  const step = fc.record({
    who: fc.constantFrom(ruth, gareth),
    what: fc.constantFrom('save', 'edit', 'withdraw'),
    contact: fc.nat(2),
    version: fc.nat(4),
    note: fc.stringMatching(/^[a-z]{6,10}$/u),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
      await store.db.deleteFrom('contact_version').execute()
      const ids = [randomUUID(), randomUUID(), randomUUID()]
      /** Every version that must be there, in the order in which they were written. */
      const kept = new Map<string, { by: string; note: string | null }[]>(ids.map((id) => [id, []]))
      for (const [at, { who, what, contact: index, version: guess, note: word }] of steps.entries()) {
        const note = `${word}${at}x`
        const contact = ids[index] ?? ''
        const versions = kept.get(contact) ?? []
        const last = versions.at(-1)
        const version = what === 'save' ? 0 : guess
        const data =
          what === 'withdraw'
            ? { verb: 'contact-withdraw', contact, version }
            : {
                verb: 'contact-save',
                contact,
                version,
                student: aisha,
                channel: 'call',
                happenedOn: '2026-11-24',
                note,
              }
        await press(who, data)
        const isOwn = last === undefined ? what !== 'withdraw' : last.by === who && last.note !== null
        if (isOwn && version === versions.length)
          versions.push({ by: who, note: what === 'withdraw' ? null : note })
        const held = (await rows()).filter((row) => row.contact_id === contact)
        expect(held.map((row) => [row.version, row.note])).toEqual(
          versions.map((each, at) => [at + 1, each.note]),
        )
      }
      const shown = words(await say(gareth, `contacts with ${aisha}`))
      for (const versions of kept.values())
        for (const [at, { note }] of versions.entries())
          if (note !== null) {
            const isNewest = at === versions.length - 1
            const elsewhere = [...kept.values()].some((other) => other.at(-1)?.note === note)
            if (isNewest) expect(shown).toContain(note)
            else if (!elsewhere) expect(shown).not.toContain(note)
          }
    }),
    { numRuns: 25 },
  )
  expect((await verify(store)).faults).toEqual([])
})
