import { Command, Option } from 'commander'
import { EngagementError } from '../../data/domain/errors'
import { feedNames } from '../../data/domain/feed'
import type { Store } from '../../data/store/store'
import { plural } from '../answers/phrases'
import { clockOf } from '../clock'
import { AddressFault, containerAddress, type ContainerAddress } from '../nightly/container-address'
import type { FeedFiles } from '../nightly/feed-files'
import { folder } from '../nightly/folder'
import { runNight, type Night } from '../nightly/run-night'
import { nowFlag, printJson, printLine, printNote, withStoreToMend, type NowOption } from './context'
import { loadLine, sparedLines, tellLoad } from './load-line'
import { printNight, refusedLine } from './night-lines'
import { createProgress } from './progress'
import { endBySignal } from './stop-signal'

interface NightlyOptions extends NowOption {
  feeds?: string
  from?: string
  allowRemovals: string[]
  allowRejects: string[]
  allowOlder: string[]
  json?: true
}

export function nightlyCommand(): Command {
  const feedOption = (flag: string, description: string): Option =>
    new Option(`${flag} <feed...>`, description).choices(feedNames).default([])
  return new Command('nightly')
    .description('loads every feed file that has come, scores what needs it, and tells how the feeds stand')
    .option(
      '--feeds <folder>',
      'the folder of the files, each named after its feed: canvas-2026-11-27.csv.gz',
    )
    .option(
      '--from <url>',
      'the blob container of the files, by its https address, and a folder in it if need be',
    )
    .addOption(
      feedOption('--allow-removals', 'a snapshot of these may end more than a tenth of the rows held'),
    )
    .addOption(feedOption('--allow-rejects', 'of these, the rest is loaded even if too many rows are wrong'))
    .addOption(
      feedOption(
        '--allow-older',
        'of these the newest snapshot is loaded, even if the store holds a newer one',
      ),
    )
    .option(...nowFlag)
    .option('--json', 'prints one JSON document')
    .action(async (options: NightlyOptions, command: Command) => {
      const files = await filesOf(options, command)
      await withStoreToMend((store) => run(store, files, options))
    })
}

/** Storage in Azure is loaded where it is asked for: it takes half a second. */
async function filesOf({ feeds, from }: NightlyOptions, command: Command): Promise<FeedFiles> {
  if (feeds !== undefined && from === undefined) return folder(feeds)
  if (from !== undefined && feeds !== undefined)
    return command.error("error: name one of the two: '--feeds <folder>' or '--from <url>'")
  if (from === undefined)
    return command.error("error: say where the files are: '--feeds <folder>' or '--from <url>'")
  const address = addressOf(from, command)
  const [{ blobContainer }, { storageCredential }] = await Promise.all([
    import('../nightly/blob-container.js'),
    import('../nightly/storage-credential.js'),
  ])
  return blobContainer(address, storageCredential())
}

/** Commander would show the address, with whatever secret is in it. */
function addressOf(from: string, command: Command): ContainerAddress {
  try {
    return containerAddress(from)
  } catch (error) {
    if (!(error instanceof AddressFault)) throw error
    return command.error(`error: --from ${error.message}.`)
  }
}

async function run(store: Store, files: FeedFiles, options: NightlyOptions): Promise<void> {
  const { allowRemovals, allowRejects, allowOlder, json } = options
  let progress = createProgress(options)
  /** Between two lines, so that neither draws over the other. */
  const tell = (line: string): void => {
    progress.stop()
    if (!json) printLine(line)
    progress = createProgress(options)
  }
  const hearNoMore = endBySignal(() => {
    progress.stop()
    printNote('Stopped: what was loaded stays; run it again.')
  })
  const night = await runNight(store, {
    files,
    allowRemovals,
    allowRejects,
    allowOlder,
    clock: await clockOf(store, options),
    time: () => new Date(),
    onWait: () => printNote("Another 'engagement nightly' seems to be at work: looking whether it is."),
    onProgress: (each) => tellLoad(progress, each),
    onLoaded: (load) => [loadLine(load), ...sparedLines(load)].forEach(tell),
    onRefused: (refused) => tell(refusedLine(refused)),
    onWeek: (done, all) => progress.step(done, all, `week ${done} of ${all}`),
  }).finally(() => {
    hearNoMore()
    progress.stop()
  })
  const faults = faultsOf(night)
  if (json) printJson({ well: faults.length === 0, ...night })
  else printNight(night)
  if (faults.length > 0) throw new EngagementError('not-all-well', `Not all is well: ${faults.join(', ')}.`)
}

/** What somebody has to look at. */
function faultsOf({ found, refused, barred, behind, unclaimed, findings }: Night): string[] {
  const wrong = findings.filter(({ state }) => state === 'wrong')
  return [
    ...(found === 0 ? ['no file is there'] : []),
    ...(refused.length > 0 ? [`${plural(refused.length, 'load')} refused`] : []),
    ...(barred.length > 0 ? [`${plural(barred.length, 'file')} not taken`] : []),
    ...(behind.length > 0 ? [`${plural(behind.length, 'snapshot')} held up`] : []),
    ...(unclaimed.length > 0 ? [`${plural(unclaimed.length, 'file')} of no feed`] : []),
    ...(wrong.length > 0 ? [`${plural(wrong.length, 'feed')} to be looked at`] : []),
  ]
}
