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
  { intent: 'list-students', population: { kind: 'tutees' }, window: { from: 'yesterday', to: 'today' } },
  { intent: 'list-students', population: { kind: 'tutees', code: 'BSC-CS' } },
  { intent: 'summarise', population: { kind: 'mine' }, window: { from: '2026-02-30', to: '2026-03-01' } },
  { intent: 'my-access', staff: 's0101' },
  'my access',
])('is no question: %j', (value) => {
  expect(asQuestion(value)).toBeUndefined()
})
