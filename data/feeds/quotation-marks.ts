import path from 'node:path'
import { EngagementError } from '../domain/errors'
import { linesAt, openBytes } from './file-bytes'

const [quote, comma, lineFeed, carriageReturn] = [0x22, 0x2c, 0x0a, 0x0d]

/**
 * Reads through a CSV file's quotation marks (RFC 4180). One that is not closed takes the rows after it for its value,
 * and DuckDB would pass over them without a word.
 *
 * @returns whether any value is of several lines
 * @throws EngagementError `feed-unreadable` where a quoted value of several lines does not end as one does
 */
export async function checkQuotationMarks(file: string): Promise<boolean> {
  const { severalLines, unclosedAt } = await readQuotationMarks(file)
  if (unclosedAt === undefined) return severalLines
  const [line] = await linesAt(file, [unclosedAt])
  throw new EngagementError(
    'feed-unreadable',
    `${path.basename(file)}: the quotation mark on line ${line ?? 0} is not closed as it should be, and the rows after it cannot be told. Mend that line. Nothing was loaded.`,
  )
}

interface QuotationMarks {
  severalLines: boolean
  /** The byte at which a value of several lines begins that does not end as one does. */
  unclosedAt: number | undefined
}

async function readQuotationMarks(file: string): Promise<QuotationMarks> {
  let [severalLines, inQuotes, afterQuote, broken, spansLines, atStart] = [
    false,
    false,
    false,
    false,
    false,
    true,
  ]
  let [offset, openedAt] = [0, 0]
  const input = openBytes(file)
  for await (const chunk of input as AsyncIterable<Buffer>) {
    if (!inQuotes && !chunk.includes(quote)) {
      atStart = endsValue(chunk.at(-1))
      offset += chunk.length
      continue
    }
    for (const byte of chunk) {
      if (!inQuotes) {
        if (byte === quote && atStart) {
          ;[inQuotes, afterQuote, broken, spansLines, openedAt] = [true, false, false, false, offset]
        }
        // A byte-order mark begins no value.
        atStart = endsValue(byte) || (offset < 3 && byte >= 0x80)
      } else if (!afterQuote) {
        if (byte === quote) afterQuote = true
        else if (byte === lineFeed) broken = true
        // The file's last line break begins no line.
        if (broken && byte !== lineFeed && byte !== carriageReturn) spansLines = true
      } else if (byte === quote) {
        afterQuote = false
      } else if (endsValue(byte)) {
        severalLines ||= broken
        ;[inQuotes, atStart] = [false, true]
      } else {
        if (spansLines) return { severalLines, unclosedAt: openedAt }
        ;[inQuotes, atStart] = [false, false]
      }
      offset += 1
    }
  }
  const isUnclosed = inQuotes && !afterQuote && (spansLines || severalLines)
  return { severalLines, unclosedAt: isUnclosed ? openedAt : undefined }
}

const endsValue = (byte: number | undefined): boolean =>
  byte === comma || byte === lineFeed || byte === carriageReturn
