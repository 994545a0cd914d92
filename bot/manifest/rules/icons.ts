import { EngagementError } from '../../../data/domain/errors'
import { isBesideManifest } from '../app-package'
import { unless, type Check } from '../checked'
import type { Fault } from '../fault'
import { readPng, type Picture } from '../png'

const kinds = ['color', 'outline'] as const
const sides: Readonly<Record<(typeof kinds)[number], number>> = { color: 192, outline: 32 }
/** Teams draws the outline small: it may leave no more than two pixels free on either side. */
const leastExtent = 28

export const iconsAreThere: Check = ({ manifest: { icons }, files }) =>
  kinds.flatMap((kind) => [
    ...unless(isBesideManifest(icons[kind]), `icons.${kind}`, 'be the name of a file beside manifest.json'),
    ...unless(
      files.has(icons[kind]) || !isBesideManifest(icons[kind]),
      `icons.${kind}`,
      `name a file that is there: ${icons[kind]} is not`,
    ),
  ])

const pictures = new WeakMap<Uint8Array, Picture | EngagementError>()

/** The picture of a file, which several checks look at; or why it is none. */
function pictureOf(bytes: Uint8Array): Picture | EngagementError {
  const known = pictures.get(bytes) ?? readOrRefuse(bytes)
  pictures.set(bytes, known)
  return known
}

function readOrRefuse(bytes: Uint8Array): Picture | EngagementError {
  try {
    return readPng(bytes)
  } catch (error) {
    if (error instanceof EngagementError) return error
    throw error
  }
}

/** For one of the icons, where its file is there and a picture. */
const ofIcon =
  (kind: (typeof kinds)[number], check: (picture: Picture, field: string) => Fault[]): Check =>
  ({ manifest: { icons }, files }) => {
    const bytes = files.get(icons[kind])
    const picture = bytes && pictureOf(bytes)
    return picture && 'pixels' in picture ? check(picture, `icons.${kind}`) : []
  }

export const iconsArePictures: Check = ({ manifest: { icons }, files }) =>
  kinds.flatMap((kind) => {
    const bytes = files.get(icons[kind])
    const picture = bytes && pictureOf(bytes)
    return picture instanceof EngagementError ? [{ field: `icons.${kind}`, must: picture.message }] : []
  })

export const iconsHaveTheirSizes: readonly Check[] = kinds.map((kind) =>
  ofIcon(kind, ({ width, height }, field) =>
    unless(
      width === sides[kind] && height === sides[kind],
      field,
      `be ${sides[kind]} by ${sides[kind]} pixels, not ${width} by ${height}`,
    ),
  ),
)

/** Teams rounds the corners itself. */
export const colorIconFillsItsSquare: Check = ofIcon('color', (picture, field) => {
  const { width, height } = picture
  const border = pixelsOf(picture, (x, y) => x === 0 || y === 0 || x === width - 1 || y === height - 1)
  const colours = new Set(border.map(({ rgba }) => (rgba[3] === 0 ? 'nothing' : rgba.join())))
  const isSolid = border.every(({ rgba }) => rgba[3] === 255 || rgba[3] === 0)
  return unless(
    colours.size === 1 && isSolid,
    field,
    'fill its square with one colour to every edge, without rounded corners',
  )
})

export const outlineIsWhite: Check = ofIcon('outline', (picture, field) => {
  const drawn = pixelsOf(picture).filter(({ rgba }) => rgba[3] !== 0)
  return [
    ...unless(
      drawn.every(({ rgba: [red, green, blue] }) => red === 255 && green === 255 && blue === 255),
      field,
      'be white where it is not transparent',
    ),
    ...unless(
      drawn.length > 0 && drawn.length < picture.width * picture.height,
      field,
      'be drawn on a transparent ground',
    ),
  ]
})

export const outlineHasNoPadding: Check = ofIcon('outline', (picture, field) => {
  const drawn = pixelsOf(picture).filter(({ rgba }) => rgba[3] !== 0)
  if (drawn.length === 0) return []
  const extent = (along: 'x' | 'y'): number => {
    const places = drawn.map((pixel) => pixel[along])
    return Math.max(...places) - Math.min(...places) + 1
  }
  return unless(
    picture.width !== sides.outline || Math.max(extent('x'), extent('y')) >= leastExtent,
    field,
    'be drawn up to its edges, without padding',
  )
})

interface Pixel {
  x: number
  y: number
  rgba: readonly number[]
}

function pixelsOf({ width, height, pixels }: Picture, where?: (x: number, y: number) => boolean): Pixel[] {
  const places = Array.from({ length: width * height }, (_, index) => index)
  return places
    .filter((index) => where?.(index % width, Math.floor(index / width)) ?? true)
    .map((index) => ({
      x: index % width,
      y: Math.floor(index / width),
      rgba: [...pixels.subarray(index * 4, index * 4 + 4)],
    }))
}
