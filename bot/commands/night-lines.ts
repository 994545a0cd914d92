import { plural } from '../answers/phrases'
import type { FilesOf, RefusedLoad } from '../nightly/loaded-night'
import type { Night } from '../nightly/run-night'
import { findingLines } from '../report/doctor-text'
import { printLine } from './context'
import { printWeeks } from './score'

/** "library from library.csv: refused. Why." */
export function refusedLine({ feed, files, reason }: RefusedLoad): string {
  return `${feed} from ${files.join(', ')}: refused. ${reason}`
}

/** What is to be told of a night beside its loads, which were told as they landed. */
export function printNight(night: Night): void {
  for (const { feed, files } of night.known)
    printLine(`${feed}: ${plural(files.length, 'file')} read before and not changed since`)
  for (const each of night.older) printLine(`${names(each)}: not loaded, since what the store holds is newer`)
  for (const each of night.behind) printLine(`${names(each)}: ${heldUp(each.feed)}`)
  for (const { feed, files } of night.passedOver)
    printLine(`${feed}: ${plural(files.length, 'file')} passed over, since there is a newer one`)
  for (const { name, reason } of night.skipped) printLine(`${name}: ${skips[reason]}`)
  for (const { name, reason } of night.barred) printLine(`${name}: ${bars[reason]}`)
  for (const name of night.unclaimed)
    printLine(
      `${name}: of no feed. Name it after one, such as students-2026-11-27.csv, or name it in the configuration's section loads`,
    )
  for (const { feed, files } of night.unmet) printLine(`${feed}: no file fits ${files.join(', ')}`)
  printWeeks(night.scores.weeks)
  for (const finding of night.findings)
    findingLines({ check: 'feeds', ...finding }, process.stdout.columns).forEach(printLine)
}

const names = ({ feed, files }: FilesOf): string => `${feed} from ${files.join(', ')}`

const skips: Record<Night['skipped'][number]['reason'], string> = {
  unfinished: 'left for the next time, since it is still being written',
  empty: 'left out, since it is empty',
}

const bars: Record<Night['barred'][number]['reason'], string> = {
  ahead:
    'not loaded, since the day in its name, or when it was written, is more than a day ahead. Have it named after the day on which it was written, and remove this one',
  contradicted:
    'not loaded, since its folder is named after one feed and a pattern of the section loads takes it for another. Put it into another folder, or name just this file there',
}

/** What to do about a snapshot that the store takes for older. */
function heldUp(feed: string): string {
  return `not loaded, since what the store holds is newer by its name, but was loaded before this was written or is of a time to come. If this is the right one, load it once with --allow-older ${feed}, or with 'engagement ingest ${feed} <file>'`
}
