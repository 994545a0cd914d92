import { Argument, Command, InvalidArgumentError, Option } from 'commander'
import { feeds } from '../../data/feeds'
import { adapters } from '../../data/feeds/adapters'
import { ingestOulad } from '../../data/feeds/adapters/oulad'
import { identitySystems, type IdentitySystem } from '../../data/feeds/definitions/identities'
import { ingest, type LoadReport } from '../../data/feeds/ingest'
import { clockOf } from '../clock'
import { nowFlag, printJson, printLine, withStore, type NowOption } from './context'

interface IngestOptions extends NowOption {
  format?: string
  identifiedBy?: IdentitySystem | 'student-id'
  dates?: 'day-first'
  set?: Record<string, string>
  allowRemovals?: true
  json?: true
}

export function ingestCommand(): Command {
  const names = [...feeds.map(({ name }) => name), 'oulad']
  const command = new Command('ingest')
    .description('loads feed files; the same file again changes nothing')
    .addArgument(
      new Argument('<feed>', 'the feed, or oulad for a directory of the Open University dataset').choices(
        names,
      ),
    )
    .argument(
      '<file...>',
      'CSV, JSON Lines (each may be gzipped) or Parquet files, told by their names’ endings',
    )
  for (const option of readingOptions()) command.addOption(option)
  return command
    .option('--allow-removals', 'a snapshot may end more than a tenth of the rows held')
    .option(...nowFlag)
    .option('--json', 'prints one JSON document')
    .action((feed: string, files: string[], options: IngestOptions) =>
      withStore(async (store) => {
        const clock = await clockOf(store, options)
        const { json, now, ...reading } = options
        const known = feeds.find(({ name }) => name === feed)
        const reports = known
          ? await ingest(store, known, files, { ...reading, clock })
          : await ingestOulad(store, files[0] ?? '', { clock, allowRemovals: options.allowRemovals ?? false })
        if (json) printJson({ loads: reports.map(({ rejects, ...report }) => report) })
        else reports.forEach(printReport)
      }),
    )
}

/** How files are read that are not, or not quite, in a feed's own columns. */
function readingOptions(): Option[] {
  const formats = adapters.map(({ format, reads }) => `${format} (${reads})`).join('; ')
  return [
    new Option('--format <system>', `the files are another system's own: ${formats}`).choices(
      adapters.map(({ format }) => format),
    ),
    new Option('--identified-by <system>', "the files name students by that system's identifier").choices([
      ...identitySystems,
      'student-id',
    ]),
    new Option('--dates <order>', 'dates are written such as 31/10/2026').choices(['day-first']),
    new Option(
      '--set <column=value>',
      'the value of a column that the files lack; may be repeated',
    ).argParser(addValue),
  ]
}

function addValue(text: string, before: Record<string, string> = {}): Record<string, string> {
  const [, column, value] = /^([a-z_]+)=(.+)$/u.exec(text) ?? []
  if (column === undefined || value === undefined)
    throw new InvalidArgumentError('It must be a column and its value, such as event=visit.')
  return { ...before, [column]: value }
}

function printReport({
  feed,
  files,
  rows,
  accepted,
  rejected,
  reasons,
  unchanged,
  leftOut,
}: LoadReport): void {
  const counts = [rows, accepted, rejected].map((count) => count.toLocaleString('en-GB'))
  const again = unchanged ? ' (loaded before: nothing changed)' : ''
  printLine(
    `${feed} from ${files.join(', ')}: ${counts[0]} rows read, ${counts[1]} accepted, ${counts[2]} rejected${again}`,
  )
  for (const { reason, rows: count } of reasons) printLine(`  ${count.toLocaleString('en-GB')} × ${reason}`)
  const others = rows - accepted - rejected
  if (leftOut !== undefined && others > 0)
    printLine(`  ${others.toLocaleString('en-GB')} left out: ${leftOut}`)
}
