import fc from 'fast-check'
import { matches } from '../../../../data/feeds/arrivals/pattern'

test.each([
  ['canvas.csv', 'canvas.csv', true],
  ['canvas.csv', 'canvasXcsv', false],
  ['canvas*.csv', 'canvas-2026.csv', true],
  ['canvas*.csv', 'canvas/2026.csv', false],
  ['canvas/web_logs-*.jsonl.gz', 'canvas/web_logs-1.jsonl.gz', true],
  ['canvas/web_logs-*.jsonl.gz', 'old/canvas/web_logs-1.jsonl.gz', false],
  ['**/users.csv', 'users.csv', true],
  ['**/users.csv', 'roster/2026-11-24/users.csv', true],
  ['**/users.csv', 'roster/otherusers.csv', false],
  ['roster/**', 'roster/a/b.csv', true],
  ['roster/**', 'rosters/a.csv', false],
  ['day-?.csv', 'day-1.csv', true],
  ['day-?.csv', 'day-12.csv', false],
  ['Canvas.CSV', 'canvas.csv', true],
  ['(a)[b]+^$.{2}|csv', '(a)[b]+^$.{2}|csv', true],
])('%s for %s: %s', (pattern, path, expected) => {
  expect(matches(pattern, path)).toBe(expected)
})

test('any name without stars and question marks stands for itself alone', () => {
  const names = fc.string({ unit: 'binary', maxLength: 30 }).filter((name) => !/[*?]/u.test(name))
  fc.assert(
    fc.property(names, names, (name, other) => {
      expect(matches(name, name)).toBe(true)
      fc.pre(name.toLowerCase() !== other.toLowerCase() && name.toUpperCase() !== other.toUpperCase())
      expect(matches(name, other)).toBe(false)
    }),
  )
})
