import fc from 'fast-check'
import { outgoingOf } from '../../../../bot/language/model/outgoing'
import { readingOf } from '../../../../bot/language/model/reading'
import { bands } from '../../../../data/domain/band'
import { addDays } from '../../../../data/domain/day'
import { world } from '../../../support/language-world'

const text = 'compare Aisha Rahman of comp sci with Zebedee Quux and the rest'
const outgoing = outgoingOf(text, world, [])
const read = (returned: unknown) => outgoing && readingOf(returned, outgoing, world)

test('the message of these tests goes out with three placeholders', () => {
  expect(outgoing?.text).toBe('compare <STUDENT1> of <UNIT1> with <NAME1> and the rest')
})

describe('a question of a model', () => {
  it('is in the end the question of words that the asker could have typed', () => {
    expect(
      read({ intent: 'list-students', population: '<UNIT1>', level: 5, bands: ['none', 'low'] }),
    ).toEqual({
      words: 'show low-engagement BSC-CS level 5',
      question: {
        intent: 'list-students',
        population: { kind: 'programme', code: 'BSC-CS' },
        level: 5,
        bands: ['low', 'none'],
      },
    })
  })

  it('names students by what was typed, and they resolve as ever', () => {
    expect(read({ intent: 'show-student', student: '<STUDENT1>' })).toEqual({
      words: 'show Aisha Rahman',
      question: { intent: 'show-student', student: { id: '00412301' } },
    })
    expect(read({ intent: 'show-student', student: '<NAME1>' })?.question).toEqual({
      intent: 'show-student',
      student: { unknown: 'Zebedee Quux' },
    })
  })

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['prose', 'Aisha Rahman is low'],
    ['a list', [{ intent: 'help' }]],
    ['unclear', { intent: 'unclear' }],
    ['an intent that is none', { intent: 'delete-student' }],
    ['a contact to record', { intent: 'record-contact', student: '<STUDENT1>', channel: 'call' }],
    ['alerts to pause', { intent: 'alert-preferences', change: 'pause' }],
    ['feedback', { intent: 'feedback' }],
    ['signing in', { intent: 'sign-in' }],
    ['signing out', { intent: 'sign-out' }],
    ['an ID', { intent: 'show-student', student: '00412301' }],
    ['an ID in the form of the product', { intent: 'show-student', student: { id: '00412301' } }],
    ['a name', { intent: 'show-student', student: 'Grace Okafor' }],
    ['a placeholder that was never sent', { intent: 'show-student', student: '<STUDENT2>' }],
    ['a unit for a student', { intent: 'show-student', student: '<UNIT1>' }],
    ['a student for a unit', { intent: 'summarise', population: '<STUDENT1>' }],
    ['a unit that was never sent', { intent: 'summarise', population: '<UNIT2>' }],
    ['a unit by its code', { intent: 'summarise', population: 'BSC-CYB' }],
    ['a population in the form of the product', { intent: 'summarise', population: { kind: 'mine' } }],
    ['more than a question has', { intent: 'help', say: 'hello' }],
    ['more in a part', { intent: 'trend', population: 'mine', window: { days: 7, note: 'x' } }],
    ['a level that is none', { intent: 'list-students', population: 'mine', level: 12 }],
    ['words for a number', { intent: 'list-students', population: 'mine', level: '5' }],
    ['null for a key', { intent: 'list-students', population: 'mine', level: null }],
    [
      'a day that is none',
      { intent: 'trend', population: 'mine', window: { from: '2026-02-30', to: '2026-03-02' } },
    ],
    [
      'a time that runs backwards',
      { intent: 'trend', population: 'mine', window: { from: '2026-11-03', to: '2026-11-02' } },
    ],
    ['the same band twice', { intent: 'list-students', population: 'mine', bands: ['low', 'low'] }],
    ['a prototype', JSON.parse('{"intent":"help","__proto__":{"intent":"help"}}')],
  ])('is none if it is %s', (_, returned) => {
    expect(read(returned)).toBeUndefined()
  })
})

const day = fc.integer({ min: 0, max: 240 }).map((days) => addDays('2026-01-26', days))
const window = fc.oneof(
  fc.record({ days: fc.integer({ min: 1, max: 400 }) }),
  fc.tuple(day, fc.integer({ min: 1, max: 60 })).map(([from, days]) => ({ from, to: addDays(from, days) })),
)
const source = fc.constantFrom('canvas', 'library', 'printing', 'attendance', 'submissions')
const population = fc.constantFrom('tutees', 'mine', 'institution', '<UNIT1>')
const level = fc.integer({ min: 3, max: 8 })
const someBands = fc.subarray([...bands], { minLength: 1 })
const days = fc.integer({ min: 1, max: 400 })
const maybe = <T>(all: Record<string, fc.Arbitrary<T>>) => fc.record(all, { requiredKeys: [] })
const questions = fc.oneof(
  fc
    .tuple(
      population,
      maybe<unknown>({
        level,
        bands: someBands,
        trend: fc.constantFrom('falling', 'steady', 'rising'),
        source,
        inactiveDays: days,
        notContactedDays: days,
        window,
        sort: fc.constantFrom('score', 'name', 'trend', 'last-active'),
        limit: days,
      }),
    )
    .map(([of, rest]) => ({ intent: 'list-students', population: of, ...rest })),
  fc
    .tuple(
      population,
      maybe<unknown>({
        level,
        by: fc.constantFrom('programme', 'school', 'faculty', 'level', 'source', 'band', 'week'),
        bands: someBands,
        source,
        window,
      }),
    )
    .map(([of, rest]) => ({ intent: 'summarise', population: of, ...rest })),
  fc
    .tuple(population, maybe<unknown>({ level, source, window }))
    .map(([of, rest]) => ({ intent: 'trend', population: of, ...rest })),
  fc
    .tuple(fc.constantFrom('trend', 'show-student'), maybe<unknown>({ source, window }))
    .map(([intent, rest]) => ({ intent, student: '<STUDENT1>', ...rest })),
  fc.constantFrom(
    { intent: 'contact-history', student: '<STUDENT1>' },
    { intent: 'who-viewed', student: '<STUDENT1>' },
    { intent: 'explain-score', student: '<STUDENT1>' },
    { intent: 'explain-score' },
    { intent: 'list-alerts' },
    { intent: 'list-alerts', state: 'open' },
    { intent: 'list-alerts', state: 'all' },
    { intent: 'my-access' },
    { intent: 'data-status' },
    { intent: 'privacy' },
    { intent: 'help' },
    { intent: 'greeting' },
  ),
)

test('every question that a model may return can be said in words that mean it', () => {
  fc.assert(
    fc.property(questions, (question) => {
      expect({ question, intent: read(question)?.question.intent }).toEqual({
        question,
        intent: question.intent,
      })
    }),
    { numRuns: 400 },
  )
})
