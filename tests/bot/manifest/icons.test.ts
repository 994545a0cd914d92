import { readFileSync } from 'node:fs'
import path from 'node:path'
import { manifestFolder, saidOf, soundPackage, withFile, withValue } from '../../support/app-package'
import { pngOf } from '../../support/icons'

const blue = [31, 78, 121, 255] as const
const white = [255, 255, 255, 255] as const
const clear = [0, 0, 0, 0] as const
const unreadable = 'be a PNG of RGB or RGBA with 8 bits each, not interlaced'

const isCorner = (x: number, y: number): boolean => Math.hypot(x - 96, y - 96) > 110
const square = (size: number) => (x: number, y: number) => (x < size && y < size ? white : clear)

test.each<[what: string, icon: 'color' | 'outline', picture: Uint8Array, must: string]>([
  ['too small', 'color', pngOf(96, 96, () => blue), 'be 192 by 192 pixels, not 96 by 96'],
  ['too large', 'outline', pngOf(64, 64, square(60)), 'be 32 by 32 pixels, not 64 by 64'],
  ['no picture', 'color', Buffer.from('<svg/>'), unreadable],
  [
    'a picture that is cut off',
    'color',
    readFileSync(path.join(manifestFolder, 'color.png')).subarray(0, 900),
    unreadable,
  ],
  ['a palette', 'outline', pngOf(32, 32, square(30), { colour: 3 }), unreadable],
  ['of 16 bits', 'outline', pngOf(32, 32, square(30), { depth: 16 }), unreadable],
  ['interlaced', 'outline', pngOf(32, 32, square(30), { interlaced: 1 }), unreadable],
  [
    'with rounded corners',
    'color',
    pngOf(192, 192, (x, y) => (isCorner(x, y) ? clear : blue)),
    'fill its square with one colour to every edge, without rounded corners',
  ],
  [
    'half seen through',
    'color',
    pngOf(192, 192, () => [31, 78, 121, 128]),
    'fill its square with one colour to every edge, without rounded corners',
  ],
  [
    'in colour',
    'outline',
    pngOf(32, 32, (x) => (x < 30 ? blue : clear)),
    'be white where it is not transparent',
  ],
  ['without a ground', 'outline', pngOf(32, 32, () => white), 'be drawn on a transparent ground'],
  ['with nothing on it', 'outline', pngOf(32, 32, () => clear), 'be drawn on a transparent ground'],
  ['with padding', 'outline', pngOf(32, 32, square(20)), 'be drawn up to its edges, without padding'],
])('an icon %s is refused: %s', (_what, icon, picture, must) => {
  expect(saidOf(withFile(soundPackage(), `${icon}.png`, picture))).toEqual([`icons.${icon} must ${must}.`])
})

test('a colour icon may stand on nothing at all', () => {
  const bare = pngOf(192, 192, (x, y) => (isCorner(x, y) || x < 48 ? clear : blue))
  const round = pngOf(192, 192, (x, y) => (Math.hypot(x - 96, y - 96) < 60 ? blue : clear))
  expect(saidOf(withFile(soundPackage(), 'color.png', round))).toEqual([])
  expect(saidOf(withFile(soundPackage(), 'color.png', bare))).toHaveLength(1)
})

test('an icon is a file that is there, beside the manifest', () => {
  const without = withFile(soundPackage(), 'color.png', undefined)
  expect(saidOf(without)).toEqual(['icons.color must name a file that is there: color.png is not.'])
  expect(saidOf(withValue('icons/color', '../color.png', without))).toEqual([
    'icons.color must be the name of a file beside manifest.json.',
  ])
})
