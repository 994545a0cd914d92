import fc from 'fast-check'
import { parse } from '../../../bot/language/parse'
import { read } from '../../../bot/language/reading'
import { world } from '../../support/language-world'

const list = { intent: 'list-students', population: { kind: 'tutees' } } as const
const before = { question: list, shown: ['00412301', '00412302'], page: 2 }

test.each([
  ['show low tutees and explain the score of Aisha', 'explain the score of Aisha'],
  ['low tutees, then show Jack Thompson', 'show Jack Thompson'],
  ['who is struggling? And log a call with Aisha', 'log a call with Aisha'],
  ['show my tutees. who has looked at Aisha Rahman?', 'who has looked at Aisha Rahman?'],
  ['summarise level 5; data status', 'data status'],
])('“%s” is answered, and then offers “%s”', (text, further) => {
  const reading = read(text, world)
  expect(reading.question.intent).not.toBe('unclear')
  expect(reading.further).toBe(further)
  expect(parse(further, world).intent).not.toBe('unclear')
})

test.each([
  'show students who are low and have not been in for a week',
  'low and falling tutees',
  'show me computer science and only level 5',
  'tutees with high and good engagement by name',
])('“%s” is one request', (text) => {
  expect(read(text, world).further).toBeUndefined()
})

test.each([
  ['more', 3],
  ['show me more', 3],
  ['next page please', 3],
  ['the rest', 3],
  ['previous', 1],
])('“%s” turns to page %d', (text, page) => {
  expect(read(text, world, before)).toEqual({ question: list, page })
})

test('there is no page before the first, and nothing to turn where nothing was asked', () => {
  expect(read('previous', world, { ...before, page: 1 }).page).toBe(1)
  expect(read('more', world).question.intent).toBe('unclear')
})

test.each([
  ['low level 5 wibble', ['level 5'], 'wibble'],
  ['flux capacitor blorp 00412301', ['show 00412301'], 'flux'],
])('of “%s” says what was understood, and offers what is near', (text, near, missed) => {
  const { question, heard } = read(text, world)
  if (question.intent !== 'unclear') throw new Error('it is not clear')
  for (const part of near) expect(question.suggestions.join('\n')).toContain(part)
  expect(heard?.missed).toContain(missed)
})

test('what is offered is always understood', () => {
  const words = fc.constantFrom(
    ...`low level 5 Aisha tutees wibble library computer science falling since reading week 00412303 seven by name the
        frob how many last month not worst ten`.split(/\s+/u),
  )
  fc.assert(
    fc.property(fc.array(words, { minLength: 1, maxLength: 9 }), (chosen) => {
      const { question } = read(chosen.join(' '), world)
      if (question.intent !== 'unclear') return
      expect(question.suggestions.length).toBeLessThanOrEqual(3)
      for (const each of question.suggestions) expect(parse(each, world).intent).not.toBe('unclear')
    }),
    { numRuns: 60 },
  )
})
