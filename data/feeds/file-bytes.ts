import { createReadStream, statSync } from 'node:fs'
import { access, constants } from 'node:fs/promises'
import path from 'node:path'
import { pipeline, type Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { EngagementError, reasonOf } from '../domain/errors'

/** A file's content, unzipped where its name ends in `.gz`. */
export function openBytes(file: string): Readable {
  const input = createReadStream(file)
  return isZipped(file) ? pipeline(input, createGunzip(), ignore) : input
}

const isZipped = (file: string): boolean => file.toLowerCase().endsWith('.gz')

/** Errors surface where the last stream of a pipeline is read. */
export const ignore = (): void => undefined

/**
 * @throws EngagementError `feed-unreadable` when the file is not there or may not be read
 */
export async function refuseUnreadable(file: string): Promise<void> {
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory())
    throw new EngagementError(
      'feed-unreadable',
      `${file} is a directory: name its files. Nothing was loaded.`,
    )
  try {
    await access(file, constants.R_OK)
  } catch (cause) {
    throw new EngagementError(
      'feed-unreadable',
      `${file} cannot be read: there is no such file, or no permission.`,
      { cause },
    )
  }
}

/**
 * Refuses a zipped file that is cut off or damaged: DuckDB would take what comes before for the whole.
 *
 * @throws EngagementError `feed-unreadable`
 */
export async function refuseDamaged(file: string): Promise<void> {
  await refuseUnreadable(file)
  if (!isZipped(file)) return
  try {
    await finished(openBytes(file).resume())
  } catch (cause) {
    throw unreadable(file, cause)
  }
}

/** A file whose bytes cannot be had, such as a damaged zip. */
export function unreadable(file: string, cause: unknown): EngagementError {
  return new EngagementError(
    'feed-unreadable',
    `${path.basename(file)} cannot be read: ${reasonOf(cause)}. Nothing was loaded.`,
    { cause },
  )
}

/**
 * The first line of a file, without its line break and byte-order mark.
 *
 * @throws EngagementError `feed-unreadable`
 */
export async function firstLine(file: string): Promise<string> {
  await refuseUnreadable(file)
  const input = openBytes(file)
  const chunks: Buffer[] = []
  try {
    for await (const chunk of input as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      if (chunk.includes(lineFeed)) break
    }
  } catch (cause) {
    throw unreadable(file, cause)
  } finally {
    input.destroy()
  }
  const [line = ''] = Buffer.concat(chunks).toString('utf8').split(/\r?\n/u, 1)
  return line.replace('\uFEFF', '')
}

const [lineFeed, carriageReturn] = [10, 13]

/** The line of the first byte that is no line break, at or after each offset into the unzipped file. */
export async function linesAt(file: string, offsets: readonly number[]): Promise<number[]> {
  const ascending = [...offsets.entries()].sort(([, a], [, b]) => a - b)
  const lines = offsets.map(() => 1)
  let [position, line, found] = [0, 1, 0]
  const input = openBytes(file)
  for await (const chunk of input as AsyncIterable<Buffer>) {
    for (const byte of chunk) {
      if (byte === lineFeed) line += 1
      else if (byte !== carriageReturn) {
        for (let next = ascending[found]; next && next[1] <= position; next = ascending[found]) {
          lines[next[0]] = line
          found += 1
        }
      }
      position += 1
    }
    if (found === ascending.length) break
  }
  input.destroy()
  return lines
}
