import { clip } from '../../cards/clip'

test.each([
  ['short', 'short'],
  ['exactly ten', 'exactly t…'],
  ['nine char', 'nine char'],
  ['a word or two', 'a word or…'],
  ['😀😀😀😀😀😀😀😀😀😀😀', '😀😀😀😀😀😀😀😀😀…'],
])('%s fits in ten characters', (text, clipped) => {
  expect(clip(text, 10)).toBe(clipped)
})
