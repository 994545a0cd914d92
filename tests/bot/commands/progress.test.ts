import { paceInWords } from '../../../bot/commands/progress'

test.each([
  ['nothing before there is something to reckon with', { done: 0, all: 100, seconds: 9 }, ''],
  ['nothing in the first half second', { done: 90, all: 100, seconds: 0.4 }, ''],
  ['speed and time left', { done: 30_000, all: 90_000, seconds: 2 }, ' · 15,000 rows a second · 4 s left'],
  ['minutes', { done: 1000, all: 151_000, seconds: 1 }, ' · 1,000 rows a second · 3 min left'],
  ['hours', { done: 1000, all: 4_801_000, seconds: 1 }, ' · 1,000 rows a second · 1 h 20 min left'],
  ['only the speed at the end', { done: 100, all: 100, seconds: 2 }, ' · 50 rows a second'],
])('tells %s', (_, far, words) => {
  expect(paceInWords(far, 'rows')).toBe(words)
})

test('tells no rows where steps are counted', () => {
  expect(paceInWords({ done: 1, all: 4, seconds: 10 })).toBe(' · 30 s left')
})
