import fc from 'fast-check'
import { bandsValue, populationValue, windowValue, withChoices } from '../../../bot/language/choices'
import type { Population, Question, Window } from '../../../bot/language/question'
import { bands, type Band } from '../../../data/domain/band'

const question = { intent: 'list-students', population: { kind: 'tutees' } } as const

const population: fc.Arbitrary<Population> = fc.oneof(
  fc.constantFrom<Population>({ kind: 'mine' }, { kind: 'tutees' }, { kind: 'institution' }),
  fc.string({ minLength: 1, maxLength: 20 }).map((code): Population => ({ kind: 'programme', code })),
)
const window: fc.Arbitrary<Window> = fc.oneof(
  fc.integer({ min: 1, max: 400 }).map((days) => ({ days })),
  fc.constant({ from: '2026-11-16', to: '2026-11-23' }),
)
const someBands = fc.subarray<Band>([...bands], { minLength: 1 })

test('what is picked takes the place of what the question said, and leaves the rest', () => {
  fc.assert(
    fc.property(population, someBands, window, (whom, which, when) => {
      const asked: Question = {
        ...question,
        level: 5,
        trend: 'falling',
        bands: ['high'],
        window: { days: 3 },
      }
      const picks = { population: populationValue(whom), bands: bandsValue(which), window: windowValue(when) }
      expect(withChoices(asked, picks)).toEqual({ ...asked, population: whom, bands: which, window: when })
      expect(withChoices(asked, { bands: 'any', window: 'any' })).toEqual({
        intent: 'list-students',
        population: { kind: 'tutees' },
        level: 5,
        trend: 'falling',
      })
      expect(withChoices(asked, {})).toEqual(asked)
    }),
  )
})

test.each([
  { bands: 'lowest' },
  { bands: 'low;none' },
  { window: 'yesterday' },
  { window: '2026-11-16' },
  { window: 'days:0' },
  { population: 'everybody' },
  { population: 'programme:' },
  { population: 'tutees:all' },
])('%j is refused', (choices) => {
  expect(withChoices(question, choices)).toBeUndefined()
})

test.each<Question>([{ intent: 'help' }, { intent: 'trend', student: { id: '00412301' } }])(
  'nothing can be picked for a question that is not about many: %j',
  (one) => {
    expect(withChoices(one, { population: 'tutees' })).toBeUndefined()
  },
)
