import { reasonsInWords } from '../../../bot/answers/delivery-reasons'

test('codes become words, and what Teams says stays as it is', () => {
  const reasons = [
    { reason: 'no-right', count: 2 },
    { reason: 'MessageSizeTooBig', count: 1 },
  ]
  expect(reasonsInWords(reasons)).toBe('the person no longer has the right: 2, MessageSizeTooBig: 1')
  expect(reasonsInWords([])).toBe('')
})
