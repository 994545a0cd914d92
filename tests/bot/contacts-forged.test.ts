import { randomUUID } from 'node:crypto'
import { otherTutor } from '../../data/sample/demo-staff'
import { words } from '../cards/walk'
import { useContactChat } from '../support/contact-chat'
import { aisha, helen, ruth } from '../support/people'
import { dataOf, inputsOf } from '../support/pressed'

const { store, press, say, rows, record } = useContactChat()
const group = { conversation: { id: 'group', conversationType: 'groupChat', isGroup: true } }

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
