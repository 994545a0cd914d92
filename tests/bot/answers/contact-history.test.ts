import { ask, type Asked } from '../../../bot/ask'
import { demoLeader, demoTutor, otherTutor } from '../../../data/sample/demo-staff'
import type { ContactVersionTable } from '../../../data/store/schema'
import { words, size } from '../../cards/walk'
import { clock } from '../../support/store'
import { dataOf } from '../../support/pressed'
import { useSample } from '../../support/sample'

const store = useSample()
const aisha = '00412301'

function askAs(staff: string, text: string, appRoles: string[] = [], page = 1): Promise<Asked> {
  const message = { text, page, conversation: { id: 'test', kind: 'personal' } as const }
  return ask(store(), clock, { key: { idOrEmail: staff }, appRoles }, message)
}

const contact = (number: number, more: Partial<ContactVersionTable> = {}): ContactVersionTable => ({
  contact_id: `3f0e6f0a-52c1-4f0e-9d3b-${String(number).padStart(12, '0')}`,
  version: 1,
  student_id: aisha,
  happened_on: `2026-11-${String(number).padStart(2, '0')}`,
  channel: 'meeting',
  note: `note ${number}.`,
  follow_up_on: null,
  state: 'recorded',
  written_by: demoTutor.staffId,
  written_at: '2026-11-24T08:00:00.000Z',
  ...more,
})

const write = (...rows: ContactVersionTable[]) =>
  store().db.insertInto('contact_version').values(rows).execute()

beforeEach(() => store().db.deleteFrom('contact_version').execute())

test('says when nobody has recorded a contact, and nothing more', async () => {
  const { query, answer } = await askAs(demoTutor.staffId, 'when did anyone last speak to Aisha')
  expect(query).toEqual({ intent: 'contact-history', student: { id: aisha } })
  expect(answer.text).toContain('No contact has been recorded. That does not mean that nobody was in touch.')
  expect(answer.access).toMatchObject({ role: 'personal-tutor', detail: 'full' })
  expect(dataOf(answer.card, 'Record a contact')).toEqual({ verb: 'contact-form', student: aisha })
})

test('tells contacts newest first: day, channel, who, note, follow-up, what was edited or withdrawn', async () => {
  await write(
    contact(10, { written_by: demoLeader.staffId, follow_up_on: '2026-11-30' }),
    contact(12, { channel: 'email' }),
    contact(12, { channel: 'email', version: 2, note: null, state: 'withdrawn' }),
    contact(15),
    contact(15, { version: 2, note: 'another word', channel: 'call' }),
    contact(1, { happened_on: '2025-12-01', note: null }),
  )
  const { answer } = await askAs(demoTutor.staffId, `contacts with ${aisha}`)
  expect(answer.text.split('\n').slice(2)).toEqual([
    '- Call · Sunday 15 November · Ruth Adeyemi · edited on Tuesday 24 November, 08:00',
    '  another word',
    '- E-mail · Thursday 12 November · withdrawn · Ruth Adeyemi · withdrawn on Tuesday 24 November, 08:00',
    '- Meeting · Tuesday 10 November · Gareth Pritchard · follow up on Monday 30 November',
    '  note 10.',
    '- Meeting · Monday 1 December 2025 · Ruth Adeyemi',
  ])
  expect(answer.students).toEqual([aisha])
})

test('turns its pages, within what a card may hold however long the notes', async () => {
  await write(...Array.from({ length: 12 }, (_, index) => contact(index + 1, { note: '*'.repeat(2_000) })))
  const shown: string[] = []
  for (const page of [1, 2, 3]) {
    const { answer } = await askAs(demoTutor.staffId, `contacts with ${aisha}`, [], page)
    expect(size(answer.card)).toBeLessThan(28 * 1024)
    shown.push(...[...words(answer.card).matchAll(/(\d+) November$/gmu)].map(([, day]) => day ?? ''))
    expect(words(answer.card)).toContain(['1–5 of 12', '6–10 of 12', '11–12 of 12'][page - 1])
  }
  expect(shown).toEqual(['12', '11', '10', '9', '8', '7', '6', '5', '4', '3', '2', '1'])
})

test.each([
  [
    'a director of school',
    's0104',
    ['Engagement.School'],
    'As director of school you neither read nor record',
  ],
  [
    'faculty administrators',
    's0116',
    ['Engagement.FacultyAdmin'],
    'As faculty administrative staff you neither',
  ],
  ['a pro-vice-chancellor', 's0110', ['Engagement.Faculty'], 'There is nobody I may show you'],
  ['a tutor of others', otherTutor.staffId, [], 'I cannot find that student'],
])('%s is shown no contact and opens no form', async (_who, staff, appRoles, told) => {
  await write(contact(10))
  const looks = () => store().db.selectFrom('access_entry_student').selectAll().execute()
  const before = (await looks()).length
  for (const text of [`contacts with ${aisha}`, `log a call with ${aisha}`]) {
    const { answer } = await askAs(staff, text, appRoles)
    expect(answer.text).toContain(told)
    expect(answer.text).not.toMatch(/note 10|Ruth/u)
    expect(answer.students).toEqual([])
  }
  expect(await looks()).toHaveLength(before)
})

test('is on the record', async () => {
  await store().db.deleteFrom('access_entry_student').execute()
  await askAs(demoTutor.staffId, `contacts with ${aisha}`)
  const seen = await store().db.selectFrom('access_entry_student').select('student_id').execute()
  expect(seen).toEqual([{ student_id: aisha }])
})

test('the profile tells the newest contact that stands, to the full detail alone', async () => {
  const profile = async (staff: string, roles: string[] = []) =>
    (await askAs(staff, `show ${aisha}`, roles)).answer
  expect((await profile(demoTutor.staffId)).text).toContain('Last contact: No contact recorded')
  await write(
    contact(10, { channel: 'call', written_by: demoLeader.staffId }),
    contact(12),
    contact(12, { version: 2, note: null, state: 'withdrawn' }),
  )
  const { text, card } = await profile(demoTutor.staffId)
  expect(text).toContain('Last contact: call by Gareth Pritchard on Tuesday 10 November')
  expect(text).not.toContain('note 10')
  expect(JSON.stringify(card)).toContain(`"value":"log a contact with ${aisha}"`)
  expect(JSON.stringify(card)).toContain(`"value":"contacts with ${aisha}"`)
  const director = await profile('s0104', ['Engagement.School'])
  expect(director.text).not.toMatch(/contact recorded|Last contact|Gareth/u)
  expect(JSON.stringify(director.card)).not.toMatch(/log a contact|contacts with/u)
})
