import fc from 'fast-check'
import { parse } from '../../../bot/language/parse'
import type { Question } from '../../../bot/language/question'
import type { Vocabulary } from '../../../bot/language/vocabulary'

const vocabulary: Vocabulary = {
  students: [
    { student_id: '00412301', given_name: 'Aisha', family_name: 'Rahman' },
    { student_id: '00412306', given_name: 'Łukasz', family_name: 'Wójcik' },
    { student_id: '00412307', given_name: 'Niamh', family_name: 'O’Brien' },
    { student_id: '00412312', given_name: 'Mohammed', family_name: 'Ali' },
    { student_id: '00412313', given_name: 'Mohammed', family_name: 'Ali' },
    { student_id: '00412315', given_name: 'Bao', family_name: 'Nguyen' },
    { student_id: '00412314', given_name: '-', family_name: 'Karthikeyan' },
  ],
  pseudonyms: ['P-7K3QF9XM4T', 'P-0000011111'],
  projects: ['PRJ-BELONG'],
  own: [
    { kind: 'school', code: 'COMP' },
    { kind: 'programme', code: 'BSC-CS' },
    { kind: 'programme', code: 'BSC-CYB' },
  ],
  units: [
    { unit_code: 'BSC-CS', kind: 'programme', name: 'Computer Science', parent_code: 'COMP' },
    { unit_code: 'COMP', kind: 'school', name: 'School of Computing', parent_code: 'FSE' },
  ],
  today: '2026-11-24',
  calendar: [],
  suggestions: ['show low-engagement tutees', 'help'],
}

const low = ['low', 'none'] as const
const tutees = { kind: 'tutees' } as const
const mine = { kind: 'mine' } as const
const show = (student: object): object => ({ intent: 'show-student', student })
const list = (slots: object): object => ({ intent: 'list-students', population: mine, ...slots })
const numbers = (slots: object): object => ({ intent: 'summarise', population: mine, ...slots })
const school = { kind: 'school', code: 'COMP' } as const
const project = { kind: 'project', code: 'PRJ-BELONG' } as const

test.each<[string, object]>([
  ['show low-engagement tutees', list({ population: tutees, bands: low })],
  ['Show me my low engagement tutees, please', list({ population: tutees, bands: low })],
  ['<at>My Engagement</at> which of my tutees are struggling?', list({ population: tutees, bands: low })],
  ['who is at risk', list({ bands: low })],
  ['tutees in the low band', list({ population: tutees, bands: ['low'] })],
  ['silent students', list({ bands: ['none'] })],
  ['show my tutees by name', list({ population: tutees, sort: 'name' })],
  ['falling tutees', list({ population: tutees, trend: 'falling' })],
  ['worst five students', list({ limit: 5, sort: 'score' })],
  ['first 3 rising tutees', list({ population: tutees, trend: 'rising', limit: 3 })],
  [
    'disengaged students in Computer Science level 5',
    list({ population: { kind: 'programme', code: 'BSC-CS' }, bands: low, level: 5 }),
  ],
  [
    'low engagement BSC-CS L4',
    list({ population: { kind: 'programme', code: 'BSC-CS' }, bands: low, level: 4 }),
  ],
  ['students of the school of computing', list({ population: { kind: 'school', code: 'COMP' } })],
  ['show 00412301', show({ id: '00412301' })],
  ['00412301', show({ id: '00412301' })],
  ['how is Aisha doing?', show({ id: '00412301' })],
  ['Aisha’s profile', show({ id: '00412301' })],
  ['show Rahman, Aisha', show({ id: '00412301' })],
  ['lukasz wojcik', show({ id: '00412306' })],
  ["how's niamh obrien getting on", show({ id: '00412307' })],
  ['show Karthikeyan', show({ id: '00412314' })],
  ['mohammed ali', show({ candidates: ['00412312', '00412313'] })],
  ['show Zaphod Beeblebrox', show({ unknown: 'Zaphod Beeblebrox' })],
  ['show 99999999', show({ unknown: '99999999' })],
  ['worst five', list({ limit: 5, sort: 'score' })],
  ['how is An Nguyen doing', show({ unknown: 'An Nguyen' })],
  ['show My Nguyen', show({ unknown: 'My Nguyen' })],
  ['summarise the School of Computing by programme', numbers({ population: school, by: 'programme' })],
  ['summary of my school by level', numbers({ population: school, by: 'level' })],
  ['overview of everyone', numbers({})],
  ['Overview', numbers({})],
  ['how many students are low by level', numbers({ bands: ['low'], by: 'level' })],
  ['how many tutees do I have', numbers({ population: tutees })],
  ['how many of my tutees are low', numbers({ population: tutees, bands: ['low'] })],
  [
    'how many students are there at the university per faculty',
    numbers({ population: { kind: 'institution' }, by: 'faculty' }),
  ],
  [
    'please summarize BSC-CS level 5',
    numbers({ population: { kind: 'programme', code: 'BSC-CS' }, level: 5 }),
  ],
  ['breakdown of my students by band', numbers({ by: 'band' })],
  ['number of silent students in each school', numbers({ bands: ['none'], by: 'school' })],
  ['summarise PRJ-BELONG', numbers({ population: project })],
  ['show PRJ-BELONG low engagement', list({ population: project, bands: low })],
  ['low students of prj-belong level 4', list({ population: project, bands: ['low'], level: 4 })],
  ['students of the whole university', list({ population: { kind: 'institution' } })],
  ['show P-7K3QF9XM4T', show({ id: 'P-7K3QF9XM4T' })],
  ['how is p-7k3qf9xm4t doing?', show({ id: 'P-7K3QF9XM4T' })],
  ['P7K3QF9XM4T', show({ id: 'P-7K3QF9XM4T' })],
  ['p-oooooi1lil', show({ id: 'P-0000011111' })],
  ['show P-7K3QF9XM4S', show({ unknown: 'P-7K3QF9XM4S' })],
  ['Hi', { intent: 'greeting' }],
  ['Good morning!', { intent: 'greeting' }],
  ['HELP', { intent: 'help' }],
  ['help please 🙏', { intent: 'help' }],
  ['what can I see?', { intent: 'my-access' }],
  ['data status', { intent: 'data-status' }],
  ['show alerts', { intent: 'list-alerts' }],
  ['Any alerts, please?', { intent: 'list-alerts' }],
  ['list my alerts', { intent: 'list-alerts' }],
  ['privacy', { intent: 'privacy' }],
  ["who hasn't been in since 9 November", list({ source: 'attendance', inactiveDays: 15 })],
  ['who hasnt been in since Monday', list({ source: 'attendance', inactiveDays: 1 })],
  ['anyone I have not been in touch with for a month', list({ notContactedDays: 28 })],
  ['silent for two weeks', list({ inactiveDays: 14 })],
  ['not logging in', list({ source: 'canvas' })],
  ["haven't handed in", list({ source: 'submissions' })],
  ['not low', list({ bands: ['high', 'good', 'partial', 'none'] })],
])('“%s”', (text, question) => {
  expect(parse(text, vocabulary)).toEqual(question)
})

test.each([
  'show low-engagement tutees of Dr Smith',
  'low engagement students except level 5',
  'summary of my programme',
  'summary of my faculty',
  'summarise Aisha',
  'how many students are falling',
  'how many students except level 5',
  'summarise tutees of Computer Science',
  'show PRJ-OTHER low engagement',
  'show PRJ-BELONG and PRJ-OTHER',
  'asdf qwertz',
  '',
  '🙃',
])('“%s” is unclear, never guessed', (text) => {
  const question = parse(text, vocabulary)
  if (question.intent !== 'unclear') throw new Error('it is not clear')
  // What is offered instead is asked by pressing it, and is clear.
  expect(question.suggestions.length).toBeGreaterThan(0)
  for (const each of question.suggestions) expect(parse(each, vocabulary).intent).not.toBe('unclear')
})

test('no message breaks it, and no name outside the vocabulary resolves', () => {
  const known = new Set(vocabulary.students.map(({ student_id }) => student_id))
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const question: Question = parse(text, vocabulary)
      if (question.intent !== 'show-student') return
      if ('id' in question.student) expect(known.has(question.student.id)).toBe(true)
      if ('candidates' in question.student)
        for (const id of question.student.candidates) expect(known.has(id)).toBe(true)
    }),
  )
})
