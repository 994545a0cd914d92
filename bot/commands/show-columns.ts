import { describe, kindInWords, type DescribedFeed } from '../../data/feeds/describe'
import { feeds } from '../../data/feeds'
import { printJson, printLine } from './context'

/** Prints what the files of a feed hold, or of each. */
export function showColumns({ feed: wanted, json }: { feed?: string | undefined; json?: true }): void {
  const told = feeds.filter(({ name }) => wanted === undefined || name === wanted).map(describe)
  if (json) printJson({ feeds: told })
  else told.flatMap(linesOf).forEach(printLine)
}

function linesOf(feed: DescribedFeed): string[] {
  const width = Math.max(...feed.columns.map(({ column }) => column.length))
  const below = ' '.repeat(2 + width + 2 + 'must'.length + 2)
  return [
    `${feed.feed}: ${kindInWords(feed)}`,
    ...feed.columns.flatMap(({ column, needs, takes, means, example }) => [
      `  ${column.padEnd(width)}  ${needs.padEnd(4)}  ${means}`,
      `${below}${takes}; for example ${example}`,
    ]),
    ...feed.rules.map((rule) => `  ${rule}`),
    '',
  ]
}
