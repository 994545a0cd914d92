import { inflateSync } from 'node:zlib'
import { EngagementError } from '../../data/domain/errors'

/** A picture as red, green, blue and alpha of each pixel, row by row. */
export interface Picture {
  width: number
  height: number
  pixels: Uint8Array
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** How many bytes a pixel has, by PNG’s number of its kind of colour: RGB and RGBA. */
const channelsOf: Readonly<Record<number, number>> = { 2: 3, 6: 4 }
/** Far more than an icon is; a header may say anything. */
const widest = 4096

/**
 * Reads a PNG as programs for drawing write it: RGB or RGBA, 8 bits each, not interlaced.
 *
 * @throws EngagementError `configuration` for anything else
 */
export function readPng(bytes: Uint8Array): Picture {
  const { header, data } = chunksOf(Buffer.from(bytes))
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  const channels = channelsOf[header.readUInt8(9)]
  const isPlain = header.readUInt8(8) === 8 && header.readUInt8(12) === 0
  if (channels === undefined || !isPlain || width < 1 || height < 1 || width > widest || height > widest)
    throw unreadable()
  const rows = unfiltered(inflated(data, (width * channels + 1) * height), width * channels, channels)
  return { width, height, pixels: withAlpha(rows, channels) }
}

const unreadable = (cause?: unknown): EngagementError =>
  new EngagementError('configuration', 'be a PNG of RGB or RGBA with 8 bits each, not interlaced', { cause })

/** The header's content, and that of all chunks with pixels together. */
function chunksOf(bytes: Buffer): { header: Buffer; data: Buffer } {
  if (!bytes.subarray(0, 8).equals(signature)) throw unreadable()
  let header: Buffer | undefined
  const data: Buffer[] = []
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(at)
    const kind = bytes.toString('latin1', at + 4, at + 8)
    const content = bytes.subarray(at + 8, at + 8 + length)
    if (kind === 'IHDR' && content.length === 13) header = content
    if (kind === 'IDAT') data.push(content)
    at += 12 + length
  }
  if (header === undefined) throw unreadable()
  return { header, data: Buffer.concat(data) }
}

/** Exactly as long as the header says. */
function inflated(data: Buffer, length: number): Buffer {
  try {
    const pixels = inflateSync(data, { maxOutputLength: length })
    if (pixels.length === length) return pixels
  } catch (cause) {
    throw unreadable(cause)
  }
  throw unreadable()
}

/** Rows as they were before PNG wrote each as its difference to what is left of it and above it. */
function unfiltered(filtered: Buffer, rowLength: number, channels: number): Uint8Array {
  const rows = new Uint8Array((filtered.length / (rowLength + 1)) * rowLength)
  for (let from = 0, to = 0; to < rows.length; from += rowLength + 1, to += rowLength) {
    const filter = filtered[from] ?? 0
    for (let index = 0; index < rowLength; index++) {
      const left = index < channels ? 0 : (rows[to + index - channels] ?? 0)
      const above = rows[to + index - rowLength] ?? 0
      const corner = index < channels ? 0 : (rows[to + index - rowLength - channels] ?? 0)
      rows[to + index] = (filtered[from + 1 + index] ?? 0) + predicted(filter, left, above, corner)
    }
  }
  return rows
}

function predicted(filter: number, left: number, above: number, corner: number): number {
  switch (filter) {
    case 0:
      return 0
    case 1:
      return left
    case 2:
      return above
    case 3:
      return (left + above) >> 1
    case 4:
      return nearest(left + above - corner, [left, above, corner])
    default:
      throw unreadable()
  }
}

/** The first of those nearest to a value (PNG calls it Paeth’s). */
const nearest = (value: number, candidates: readonly [number, ...number[]]): number =>
  candidates.reduce((best, each) => (Math.abs(value - each) < Math.abs(value - best) ? each : best))

function withAlpha(rows: Uint8Array, channels: number): Uint8Array {
  if (channels === 4) return rows
  const pixels = new Uint8Array((rows.length / 3) * 4).fill(255)
  rows.forEach((value, index) => (pixels[Math.floor(index / 3) * 4 + (index % 3)] = value))
  return pixels
}
