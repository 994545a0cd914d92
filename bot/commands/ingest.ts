import { existsSync } from 'node:fs'
import path from 'node:path'
import { Argument, Command, InvalidArgumentError, Option } from 'commander'
import { feeds } from '../../data/feeds'
import { adapters } from '../../data/feeds/adapters'
import { ingestOulad } from '../../data/feeds/adapters/oulad'
import { ingest, type LoadOptions, type LoadReport } from '../../data/feeds/ingest'
import { sourceOptions } from '../../data/feeds/open-sources'
import { keepUnread } from '../../data/feeds/unread'
import type { Day } from '../../data/domain/day'
import { EngagementError } from '../../data/domain/errors'
import { identitySystems, type IdentitySystem } from '../../data/domain/feed'
import type { Store } from '../../data/store/store'
import { clockOf } from '../clock'
import { day, nowFlag, printJson, printLine, withStoreToMend, type NowOption } from './context'
import { loadLine, sparedLines, tellLoad } from './load-line'
import { createProgress } from './progress'
import { showColumns } from './show-columns'
import { showRejects } from './show-rejects'

interface IngestOptions extends NowOption {
  format?: string
  identifiedBy?: IdentitySystem | 'student-id'
  dates?: 'day-first'
  set?: Record<string, string>
  allowRemovals?: true
  allowRejects?: true
  rejects?: true
  columns?: true
  since?: Day
  out?: string
  json?: true
}

const oulad = 'oulad'

export function ingestCommand(): Command {
  const names = [...feeds.map(({ name }) => name), oulad]
  const command = new Command('ingest')
    .description('loads feed files; the same file again changes nothing')
    .usage(
      '[options] <feed> <file...>\n       engagement ingest --rejects [feed] [--since <date>] [--out <file>]\n       engagement ingest --columns [feed]',
    )
    .addArgument(
      new Argument('[feed]', 'the feed, or oulad for a directory of the Open University dataset').choices(
        names,
      ),
    )
    .argument(
      '[file...]',
      'CSV, JSON Lines (each may be gzipped) or Parquet files, told by their names’ endings',
    )
  for (const option of readingOptions()) command.addOption(option)
  return command
    .option('--allow-removals', 'a snapshot may end more than a tenth of the rows held')
    .option('--allow-rejects', 'the rest is loaded even if more than a twentieth of the rows are wrong')
    .option('--rejects', 'loads nothing: shows which rows the newest load of the feed, or of each, refused')
    .option('--since <date>', 'with --rejects: of all loads since this day', day)
    .option('--out <file>', 'with --rejects: writes them as CSV')
    .option('--columns', 'loads nothing: says which columns the files of the feed, or of each, have')
    .option(...nowFlag)
    .option('--json', 'prints one JSON document')
    .action(run)
}

async function run(
  feed: string | undefined,
  files: string[],
  options: IngestOptions,
  command: Command,
): Promise<void> {
  const { rejects, columns, since, out } = options
  if (columns) {
    if (files.length > 0 || rejects) command.error("error: '--columns' loads and shows nothing else")
    if (feed === oulad) command.error("error: with '--columns' name one of the feeds that oulad loads")
    showColumns({ ...options, feed })
    return
  }
  if (rejects) {
    if (files.length > 0) command.error("error: with '--rejects' nothing is loaded: leave the files out")
    if (feed === oulad) command.error("error: with '--rejects' name one of the feeds that oulad loads")
    return withStoreToMend((store) => showRejects(store, { ...options, feed }))
  }
  if (since !== undefined || out !== undefined)
    command.error("error: '--since' and '--out' belong to '--rejects'")
  if (feed === undefined || files.length === 0) command.error('error: name a feed and its files')
  return withStoreToMend((store) => load(store, feed, files, options))
}

async function load(store: Store, feed: string, files: string[], options: IngestOptions): Promise<void> {
  const progress = createProgress(options)
  const { allowRemovals = false, allowRejects = false } = options
  const loading: LoadOptions = {
    clock: await clockOf(store, options),
    allowRemovals,
    allowRejects,
    onProgress: (each) => tellLoad(progress, each),
  }
  const known = feeds.find(({ name }) => name === feed)
  const loaded = known
    ? ingest(store, known, files, { ...loading, ...sourceOptions(options) }).catch(async (error: unknown) => {
        await keepIfUnread(store, known.name, files, loading.clock(), error)
        throw error
      })
    : ingestOulad(store, files[0] ?? '', loading)
  const reports = await loaded.finally(() => progress.stop())
  if (options.json) printJson({ loads: reports.map(({ rejects, ...report }) => report) })
  else reports.forEach(printReport)
}

/** What was mistyped is no fault of the feed. */
async function keepIfUnread(
  store: Store,
  feed: string,
  paths: readonly string[],
  at: Date,
  error: unknown,
): Promise<void> {
  if (!(error instanceof EngagementError) || !paths.every((each) => existsSync(each))) return
  if (error.code !== 'feed-unreadable' && error.code !== 'feed-wrong-columns') return
  await keepUnread(store, { feed, files: paths.map((each) => path.basename(each)), at }, error)
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

function printReport(report: LoadReport): void {
  const { rows, accepted, rejected, reasons, rejects, leftOut } = report
  printLine(loadLine(report))
  for (const { reason, rows: count } of reasons) printLine(`  ${count.toLocaleString('en-GB')} × ${reason}`)
  if (rejects.length < rejected)
    printLine(
      `  ${rejects.length.toLocaleString('en-GB')} of the rejected are kept one by one: only they are listed, and get another chance`,
    )
  sparedLines(report).forEach(printLine)
  const others = rows - accepted - rejected
  if (leftOut !== undefined && others > 0)
    printLine(`  ${others.toLocaleString('en-GB')} left out: ${leftOut}`)
}
