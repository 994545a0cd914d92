import { asQuestion } from '../../../bot/language/question-schema'

const listOf = (window: object): object => ({ intent: 'list-students', population: { kind: 'mine' }, window })

test.each([
  ['9999-99-99', '0000-00-00'],
  ['2026-02-30', '2026-03-01'],
  ['2026-11-01', '2026-13-01'],
])('a button’s question from %s to %s is none: these are no days', (from, to) => {
  expect(asQuestion(listOf({ from, to }))).toBeUndefined()
})

test('one of real days is', () => {
  const question = listOf({ from: '2026-11-01', to: '2026-11-24' })
  expect(asQuestion(question)).toEqual(question)
})
