import { describe, kindInWords, type DescribedFeed } from '../../data/feeds/describe'
import { feeds } from '../../data/feeds'

/** The document of the feeds' columns, by their definitions. */
export function columnsDocument(): string {
  return [
    '# The columns of the feeds',
    'Written by `npm run schema` from the [definitions](definitions), as `engagement ingest --columns` prints it; a test compares it with them. A file has a header row with these names, in any order; other columns are passed over. A column that _must_ be there is filled in every row; one that _may_ can be empty, or absent. Times have an offset, or are London’s; the examples are the sample university’s, where it has any.',
    ...feeds.map(describe).flatMap(partsOf),
  ].join('\n\n')
}

function partsOf(feed: DescribedFeed): string[] {
  const rows = feed.columns.map(({ column, needs, takes, codes, means, example }) =>
    [`\`${column}\``, needs, means, codes ? codes.map(asCode).join(', ') : takes, asCode(example)].join(
      ' | ',
    ),
  )
  const table = ['column | | means | takes | example', '--- | --- | --- | --- | ---', ...rows]
  return [
    `## ${feed.feed}`,
    kindInWords(feed),
    table.map((row) => `| ${row} |`).join('\n'),
    ...(feed.rules.length > 0 ? [feed.rules.map((rule) => `- ${rule}`).join('\n')] : []),
  ]
}

const asCode = (text: string): string => `\`${text}\``
