import { asQuestion } from '../../../bot/language/question-schema'
import { corpus } from '../../support/corpus'

it('lets every question through that a message may mean, as it is', () => {
  const meant = (['tuned', 'second', 'third', 'fourth', 'fifth', 'set-aside'] as const)
    .flatMap(corpus)
    .map(({ means }) => means)
    .filter(({ intent }) => intent !== 'unclear')
  expect(meant.map(asQuestion)).toEqual(meant)
})

it.each([
  { intent: 'unclear', suggestions: ['help'] },
  { intent: 'list-students' },
  { intent: 'list-students', population: { kind: 'tutees' }, level: 2 },
  { intent: 'list-students', population: { kind: 'tutees', code: 'BSC-CS' } },
  { intent: 'my-access', staff: 's0101' },
  'my access',
])('is no question: %j', (value) => {
  expect(asQuestion(value)).toBeUndefined()
})

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
