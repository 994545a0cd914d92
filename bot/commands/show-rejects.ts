import { stringify } from 'csv-stringify/sync'
import type { Day } from '../../data/domain/day'
import { dayInWords, dayOf, timeOf } from '../../data/domain/day'
import { mostRejects } from '../../data/feeds/rejects'
import { loadsWithRejects, type LoadWithRejects, type RejectedRow } from '../../data/queries/rejects'
import type { LoadOutcome } from '../../data/domain/feed-state'
import type { Store } from '../../data/store/store'
import { plural } from '../answers/phrases'
import { printJson, printLine } from './context'
import { writeWhole } from './write-whole'

interface RejectsOptions {
  feed: string | undefined
  since?: Day
  out?: string
  json?: true
}

/** So many rows of a load are shown; the rest is for a file. */
const shownRows = 20

const outcomes: Record<LoadOutcome, string> = {
  loaded: '',
  'too-many-rejects': ' · nothing was loaded, these were too many',
  'too-many-removals': ' · nothing was loaded, too much would have ended',
}

/** Shows or exports which rows were refused, where they stand and why; never what stood there. */
export async function showRejects(store: Store, { feed, since, out, json }: RejectsOptions): Promise<void> {
  const loads = await loadsWithRejects(store.db, { feed, since })
  if (out !== undefined) exportTo(out, loads)
  const rows = loads.reduce((sum, { rejects }) => sum + rejects.filter(isRow).length, 0)
  if (json) printJson({ loads, ...(out === undefined ? {} : { file: out }) })
  else if (out !== undefined) {
    printLine(`${plural(rows, 'row')} of ${plural(loads.length, 'load')} in ${out}.`)
    for (const load of loads) for (const line of ofTheWhole(load)) printLine(line)
  } else if (loads.length === 0) printLine('Nothing was loaded yet.')
  else loads.forEach(printLoad)
}

const isRow = ({ line }: RejectedRow): boolean => line > 0

/** What is told of a load's files as a whole: that they could not be read, or how much is missing from them. */
function ofTheWhole({ outcome, rejected, rejects }: LoadWithRejects): string[] {
  const [first, ...others] = rejects.filter((each) => !isRow(each)).map(({ reason }) => reason)
  if (first === undefined) return []
  const start = outcome === 'too-many-removals' && rejected === 0 ? 'No row is wrong; ' : ''
  return [`  ${start}${first}`, ...others.map((reason) => `  ${reason}`)]
}

function printLoad(from: LoadWithRejects): void {
  const { load, feed, files, loadedAt, outcome, rows, rejected } = from
  const rejects = from.rejects.filter(isRow)
  const at = new Date(loadedAt)
  const when = `${dayInWords(dayOf(at))}, ${timeOf(at)}`
  const isUnread = outcome === 'too-many-rejects' && rows === 0
  const share = `${rejected.toLocaleString('en-GB')} of ${plural(rows, 'row')} rejected`
  printLine(
    `${feed} from ${files}, load ${load} on ${when}: ${share}${isUnread ? ' · nothing was loaded' : outcomes[outcome]}`,
  )
  for (const line of ofTheWhole(from)) printLine(line)
  for (const { file, line, reason } of rejects.slice(0, shownRows)) printLine(`  ${file}:${line}  ${reason}`)
  const more = rejects.length - shownRows
  if (more > 0) printLine(`  and ${more.toLocaleString('en-GB')} more: --out <file> writes all of them`)
  const notKept = rejected - rejects.length
  if (notKept > 0)
    printLine(
      `  and ${notKept.toLocaleString('en-GB')} that are counted only, since a load's first ${mostRejects.toLocaleString('en-GB')} are kept`,
    )
}

const columns = ['feed', 'load', 'loaded_at', 'outcome', 'file', 'line', 'column', 'reason']

function exportTo(out: string, loads: readonly LoadWithRejects[]): void {
  const rows = loads.flatMap(({ feed, load, loadedAt, outcome, rejects }) =>
    rejects.map(({ file, line, column, reason }) => [
      feed,
      load,
      loadedAt,
      outcome,
      file,
      line > 0 ? line : '',
      column,
      reason,
    ]),
  )
  writeWhole(out, stringify([columns, ...rows], { escape_formulas: true }))
}
