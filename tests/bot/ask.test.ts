import { ask, type Asked } from '../../bot/ask'
import { demoLeader, demoTutor, otherTutor } from '../../data/sample/demo-staff'
import { demoTutees } from '../../data/sample/demo-tutees'
import { clock } from '../support/store'
import { useSample } from '../support/sample'

const store = useSample()

function askAs(
  staff: string,
  text: string,
  options: { appRoles?: string[]; page?: number } = {},
): Promise<Asked> {
  const { appRoles = [], page } = options
  const conversation = { id: 'test', kind: 'personal' } as const
  return ask(store(), clock, { key: { idOrEmail: staff }, appRoles }, { text, conversation, page })
}

describe('personal tutors', () => {
  test('see their own tutees in full, lowest first', async () => {
    const { query, answer } = await askAs(demoTutor.staffId, 'show low-engagement tutees')
    expect(query).toEqual({ intent: 'list-students', population: { kind: 'tutees' }, bands: ['low', 'none'] })
    expect(answer.access).toEqual({ role: 'personal-tutor', population: { kind: 'tutees' }, detail: 'full' })
    expect(answer.students).toEqual(['00412303', '00412301', '00412304'])
  })

  test('go by staff ID or e-mail alike', async () => {
    const byEmail = await askAs(demoTutor.email.toUpperCase(), 'show low-engagement tutees')
    expect(byEmail.answer.students).toEqual(['00412303', '00412301', '00412304'])
  })

  test('never see another tutor’s tutees, listed or named', async () => {
    const own = new Set<string>(demoTutees.map(({ student_id }) => student_id))
    const { answer } = await askAs(otherTutor.staffId, 'show my tutees')
    expect(answer.students.length).toBeGreaterThan(5)
    for (const id of answer.students) expect(own.has(id)).toBe(false)
    const named = await askAs(otherTutor.staffId, 'show Aisha Rahman')
    const unheardOf = await askAs(otherTutor.staffId, 'show Xavier Nobody')
    expect(named.answer.students).toEqual([])
    expect(named.answer.text.replace('Aisha Rahman', '…')).toBe(
      unheardOf.answer.text.replace('Xavier Nobody', '…'),
    )
  })

  test('are asked back when two tutees share a name', async () => {
    const { query, answer } = await askAs(demoTutor.staffId, 'how’s Mohammed Ali doing?')
    expect(query).toMatchObject({
      intent: 'show-student',
      student: { candidates: expect.any(Array) as string[] },
    })
    expect(answer.students).toEqual(['00412312', '00412313'])
  })

  test('page through everyone by name', async () => {
    const first = await askAs(demoTutor.staffId, 'show my tutees by name')
    const second = await askAs(demoTutor.staffId, 'show my tutees by name', { page: 2 })
    expect([first.answer.students.length, second.answer.students.length]).toEqual([10, 4])
    expect(new Set([...first.answer.students, ...second.answer.students]).size).toBe(14)
    expect(first.answer.students[0]).toBe('00412312')
  })
})

describe('each situation of the sample reads as it should', () => {
  test.each([
    ['falling', '00412301', /low, score \d+, falling/u],
    ['recovering', '00412302', /rising/u],
    ['silent', '00412303', /none, .*No activity in any source since/su],
    ['on placement', '00412308', /too little data.*no teaching days count/su],
    ['interrupted', '00412310', /too little data.*Studies interrupted, so not scored/su],
    ['newly joined', '00412311', /too little data.*only 5 teaching days count so far/su],
    ['one name', '00412314', /^Karthikeyan: /u],
  ])('%s', async (_situation, id, expected) => {
    const { answer } = await askAs(demoTutor.staffId, `show ${id}`)
    expect(answer.students).toEqual([id])
    expect(answer.text).toMatch(expected)
  })
})

describe('other roles', () => {
  test('a programme leader sees the programme', async () => {
    const { answer } = await askAs(demoLeader.staffId, 'show low-engagement students level 5')
    expect(answer.access).toMatchObject({ role: 'programme-leader', detail: 'full' })
    expect(answer.text).toContain('at level 5 of Computer Science, as programme leader')
  })

  test('a director needs the second key, then sees no contact or numbers', async () => {
    const without = await askAs('s0104', 'show low-engagement students')
    expect(without.answer.students).toEqual([])
    expect(without.answer.text).toContain('Engagement.School')
    const { answer } = await askAs('s0104', 'show Aisha Rahman', { appRoles: ['Engagement.School'] })
    expect(answer.access).toMatchObject({ role: 'director-of-school', detail: 'named' })
    expect(answer.students).toEqual(['00412301'])
    expect(JSON.stringify(answer)).not.toMatch(/07700|Chart\.|score \d|views/u)
  })

  test('faculty administrators see contact details and bands alone', async () => {
    const { answer } = await askAs('s0116', 'show Aisha Rahman', { appRoles: ['Engagement.FacultyAdmin'] })
    expect(answer.access).toMatchObject({ role: 'faculty-admin', detail: 'contact' })
    expect(answer.text).toContain('07700')
    expect(answer.text).not.toMatch(/Attended|Canvas|falling|score/u)
    const trend = await askAs('s0116', 'show falling students', { appRoles: ['Engagement.FacultyAdmin'] })
    expect(trend.answer.students).toEqual([])
    expect(trend.answer.text).toContain('neither trends nor reasons')
  })

  test.each([
    ['s0110', 'Engagement.Faculty', 'faculty-pvc'],
    ['s0113', 'Engagement.Faculty', 'faculty-ade'],
    ['s0119', 'Engagement.Institution', 'elt'],
  ])('%s sees rounded counts and never a person', async (staff, key, role) => {
    const { answer } = await askAs(staff, 'show low-engagement students', { appRoles: [key] })
    expect(answer.access).toMatchObject({ role, detail: 'aggregate' })
    expect(answer.students).toEqual([])
    const counts = [...answer.text.matchAll(/: about ([\d,]+)/gu)].map(([, count]) =>
      Number(count?.replace(',', '')),
    )
    expect(counts).toHaveLength(6)
    for (const count of counts) expect(count % 5).toBe(0)
    expect(answer.text).not.toMatch(/004\d{5}/u)
    const trend = await askAs(staff, 'show falling students', { appRoles: [key] })
    expect(trend.answer.students).toEqual([])
    expect(trend.answer.text).toContain('neither trends nor reasons')
    const worst = await askAs(staff, 'worst five students', { appRoles: [key] })
    expect(worst.answer.text).toContain('I can pick nobody out')
  })

  test.each(['s0123', 's0125', 's0129', 's0131', 'nobody@northbridge.example'])(
    '%s, without a role that shows students today, sees nobody',
    async (staff) => {
      const appRoles = ['Engagement.DataProtection', 'Engagement.Admin', 'Engagement.Project']
      for (const text of [
        'show low-engagement students',
        'show my tutees',
        'show 00412301',
        'show Aisha Rahman',
      ]) {
        const { answer } = await askAs(staff, text, { appRoles })
        expect(answer.students).toEqual([])
        expect(JSON.stringify(answer.card)).not.toContain('Computer Science · level')
      }
    },
  )
})

test('what nobody covers is refused with what may be asked instead', async () => {
  const { answer } = await askAs(demoTutor.staffId, 'show low-engagement students in Computer Science')
  expect(answer.students).toEqual([])
  expect(answer.text).toContain('Your roles do not cover Computer Science.')
  expect(answer.text).toContain('You may ask about your tutees.')
})

test('somebody with two roles sees the students of both', async () => {
  const { db } = store()
  await db
    .insertInto('assignment')
    .values({
      row_key: 'test',
      staff_id: demoLeader.staffId,
      role: 'personal-tutor',
      scope_code: null,
      level: null,
      student_id: '00412308',
      start_date: '2026-09-01',
      end_date: null,
      gone_on: null,
    })
    .execute()
  const own = await askAs(demoLeader.staffId, 'show my students')
  expect(own.answer.access).toMatchObject({ role: 'programme-leader' })
  const named = await askAs(demoLeader.staffId, 'show 00412308')
  expect(named.answer.access).toMatchObject({ role: 'personal-tutor' })
  const tutees = await askAs(demoLeader.staffId, 'show my tutees')
  expect(tutees.answer.students).toEqual(['00412308'])
  await db.deleteFrom('assignment').where('row_key', '=', 'test').execute()
})

test('“nobody” never stands for “nobody can be judged”', async () => {
  const { answer } = await askAs(demoTutor.staffId, 'show partial engagement tutees')
  expect(answer.text).toMatch(/Nobody who can be judged fits that. There is too little data on 3 of 14/u)
})

test('a page past the end is the last page', async () => {
  const { answer } = await askAs(demoTutor.staffId, 'show my tutees by name', { page: 99 })
  expect(answer.text).toContain('11 to 14 of 14')
})

test('everything that help and the suggestions offer is understood', async () => {
  const appRoles = ['Engagement.Faculty', 'Engagement.Project']
  for (const staff of [demoTutor.staffId, demoLeader.staffId, 's0110', 's0125', 's0127', 's0999']) {
    const { answer } = await askAs(staff, 'help', { appRoles })
    // What goes on from an answer, above, is understood after one alone.
    const [, last = ''] = answer.text.split('You can ask: ')
    const offered = [...last.matchAll(/“([^”]+)”/gu)].map(([, text]) => text ?? '')
    expect(offered).not.toEqual([])
    for (const text of offered)
      expect((await askAs(staff, text, { appRoles })).query.intent).not.toBe('unclear')
  }
  for (const text of [
    'show low-engagement tutees',
    'show falling students',
    'worst five',
    'partial engagement level 5',
    'my tutees by name',
  ]) {
    expect((await askAs(demoTutor.staffId, text)).query.intent).toBe('list-students')
  }
  for (const text of ['summarise my students', 'how many students are low by level'])
    expect((await askAs(demoTutor.staffId, text)).query.intent).toBe('summarise')
})
