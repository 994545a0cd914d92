import { Argument, Command, Option } from 'commander'
import { feeds } from '../../data/feeds'
import { ingestOulad } from '../../data/feeds/adapters/oulad'
import { identitySystems, type IdentitySystem } from '../../data/feeds/definitions/identities'
import { ingest, type LoadReport } from '../../data/feeds/ingest'
import { clockOf } from '../clock'
import { nowFlag, printJson, printLine, withStore, type NowOption } from './context'

interface IngestOptions extends NowOption {
  identifiedBy?: IdentitySystem
  allowRemovals?: true
  json?: true
}

export function ingestCommand(): Command {
  const names = [...feeds.map(({ name }) => name), 'oulad']
  return new Command('ingest')
    .description('loads feed files; the same file again changes nothing')
    .addArgument(
      new Argument('<feed>', 'the feed, or oulad for a directory of the Open University dataset').choices(
        names,
      ),
    )
    .argument('<file...>', 'CSV files, gzipped or not')
    .addOption(
      new Option('--identified-by <system>', "the files name students by that system's identifier").choices(
        identitySystems,
      ),
    )
    .option('--allow-removals', 'a snapshot may end more than a tenth of the rows held')
    .option(...nowFlag)
    .option('--json', 'prints one JSON document')
    .action((feed: string, files: string[], options: IngestOptions) =>
      withStore(async (store) => {
        const clock = await clockOf(store, options)
        const { identifiedBy, allowRemovals = false } = options
        const loading = { clock, allowRemovals, ...(identifiedBy && { identifiedBy }) }
        const known = feeds.find(({ name }) => name === feed)
        const reports = known
          ? await ingest(store, known, files, loading)
          : await ingestOulad(store, files[0] ?? '', loading)
        if (options.json) printJson({ loads: reports.map(({ rejects, ...report }) => report) })
        else reports.forEach(printReport)
      }),
    )
}

function printReport({ feed, files, rows, accepted, rejected, reasons, unchanged }: LoadReport): void {
  const counts = [rows, accepted, rejected].map((count) => count.toLocaleString('en-GB'))
  const again = unchanged ? ' (loaded before: nothing changed)' : ''
  printLine(
    `${feed} from ${files.join(', ')}: ${counts[0]} rows read, ${counts[1]} accepted, ${counts[2]} rejected${again}`,
  )
  for (const { reason, rows: count } of reasons) printLine(`  ${count.toLocaleString('en-GB')} × ${reason}`)
}
