import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { readPng } from '../../../bot/manifest/png'
import { pngOf, pngOfRows } from '../../support/icons'

/** How a PNG may write a byte: as it is, or as its difference to its neighbours. */
const filters: ((left: number, above: number, corner: number) => number)[] = [
  () => 0,
  (left) => left,
  (_left, above) => above,
  (left, above) => Math.floor((left + above) / 2),
  (left, above, corner) => {
    const [a, b, c] = [Math.abs(above - corner), Math.abs(left - corner), Math.abs(left + above - 2 * corner)]
    if (a <= b && a <= c) return left
    return b <= c ? above : corner
  },
]

function filtered(pixels: readonly number[], rowLength: number, channels: number, chosen: readonly number[]) {
  const byte = (row: number, at: number): number =>
    row < 0 || at < 0 ? 0 : (pixels[row * rowLength + at] ?? 0)
  return chosen.flatMap((filter, row) => [
    filter,
    ...Array.from({ length: rowLength }, (_, at) => {
      const [left, corner] = [byte(row, at - channels), byte(row - 1, at - channels)]
      const guess = filters[filter]?.(left, byte(row - 1, at), at < channels ? 0 : corner) ?? 0
      return (byte(row, at) - guess) & 255
    }),
  ])
}

test.each([
  [3, 2],
  [4, 6],
])('a picture of %i channels is read whatever filters its rows were written with', (channels, colour) => {
  const size = fc.integer({ min: 1, max: 6 })
  const picture = fc.tuple(size, size).chain(([width, height]) =>
    fc.record({
      width: fc.constant(width),
      chosen: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: height, maxLength: height }),
      pixels: fc.array(fc.integer({ min: 0, max: 255 }), {
        minLength: width * height * channels,
        maxLength: width * height * channels,
      }),
    }),
  )
  fc.assert(
    fc.property(picture, ({ width, chosen, pixels }) => {
      const rows = filtered(pixels, width * channels, channels, chosen)
      const read = readPng(pngOfRows({ width, height: chosen.length, colour }, rows))
      const expected =
        channels === 4 ? pixels : pixels.flatMap((value, at) => (at % 3 === 2 ? [value, 255] : [value]))
      expect({ ...read, pixels: [...read.pixels] }).toEqual({
        width,
        height: chosen.length,
        pixels: expected,
      })
    }),
  )
})

const white = [255, 255, 255, 255] as const
const sound = pngOf(4, 4, () => white)

test.each<[string, Uint8Array]>([
  ['nothing', Buffer.alloc(0)],
  ['a signature alone', sound.slice(0, 8)],
  ['one that ends in its pixels', sound.slice(0, -20)],
  ['pixels that are no zip', pngOfRows({ width: 4, height: 4 }, [], Buffer.from('no zip'))],
  ['too few pixels', pngOfRows({ width: 4, height: 4 }, [0, 1, 2, 3])],
  ['far too many pixels', pngOfRows({ width: 4, height: 4 }, [], deflateSync(Buffer.alloc(50_000_000)))],
  ['a size that nobody draws', pngOfRows({ width: 60_000, height: 60_000 }, [])],
  ['no size', pngOfRows({ width: 0, height: 4 }, [])],
  ['a filter that is none', pngOfRows({ width: 1, height: 1 }, [9, 1, 2, 3, 4])],
])('%s is no picture', (_what, bytes) => {
  expect(() => readPng(bytes)).toThrow('be a PNG of RGB or RGBA with 8 bits each, not interlaced')
})
