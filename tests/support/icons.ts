import { crc32, deflateSync } from 'node:zlib'

type Rgba = readonly [number, number, number, number]

interface Header {
  width: number
  height: number
  depth?: number
  colour?: number
  interlaced?: number
}

/** A PNG of RGBA, its pixels told one by one; what its header says of them may be untrue. */
export function pngOf(
  width: number,
  height: number,
  pixel: (x: number, y: number) => Rgba,
  header: Omit<Header, 'width' | 'height'> = {},
): Uint8Array {
  const rows = Array.from({ length: height }, (_, y) => [
    0,
    ...Array.from({ length: width }, (_, x) => pixel(x, y)).flat(),
  ])
  return pngOfRows({ width, height, ...header }, rows.flat())
}

/** A PNG of rows with their filters. */
export function pngOfRows(
  { width, height, depth = 8, colour = 6, interlaced = 0 }: Header,
  rows: readonly number[],
  data = deflateSync(Buffer.from(rows)),
): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([depth, colour, 0, 0, interlaced], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const end = chunk('IEND', Buffer.alloc(0))
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), end])
}

function chunk(kind: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), content])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
