import { questionOnRecord } from '../../../bot/answers/question-on-record'

test('the trail keeps a question as it was understood', () => {
  const question = {
    intent: 'list-students',
    population: { kind: 'programme', code: 'BSC-CS' },
    level: 5,
    bands: ['low', 'none'],
    window: { from: '2026-11-01', to: '2026-11-25' },
    limit: 5,
  } as const
  expect(JSON.parse(questionOnRecord({ ...question, bands: [...question.bands] }))).toEqual(question)
})

test('no word that a person typed is among it', () => {
  const asked = questionOnRecord({ intent: 'show-student', student: { unknown: 'Aisha from my street' } })
  expect(JSON.parse(asked)).toEqual({ intent: 'show-student', student: {} })
})

test('it fits into the store, however many students a name fits and however long a code is', () => {
  const candidates = Array.from({ length: 500 }, (_, index) => `${index}`.padStart(64, '0'))
  const many = questionOnRecord({ intent: 'show-student', student: { candidates } })
  expect(many.length).toBeLessThanOrEqual(1_000)
  expect(JSON.parse(many)).toEqual({
    intent: 'show-student',
    student: { candidates: candidates.slice(0, 10) },
  })
  const long = questionOnRecord({ intent: 'show-student', student: { id: 'x'.repeat(2_000) } })
  expect(JSON.parse(long)).toEqual({ intent: 'show-student' })
})

test('a pseudonym is not among it, and a day that is not today is', () => {
  const question = { intent: 'show-student', student: { id: 'P-7K3QF9XM4T' } } as const
  expect(JSON.parse(questionOnRecord(question, '2026-10-30'))).toEqual({
    intent: 'show-student',
    student: {},
    asOf: '2026-10-30',
  })
})
