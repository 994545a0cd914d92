import { Command } from 'commander'
import { EngagementError, reasonOf } from '../../data/domain/errors'
import { dayOf } from '../../data/domain/day'
import { buildSample } from '../../data/sample/build'
import { writeSampleFeeds } from '../../data/sample/write-feeds'
import { migrate } from '../../data/store/migrate'
import { isSqlite, openStore } from '../../data/store/open'
import { readConfig } from '../config'
import { nowFlag, printLine, printNote, type NowOption } from './context'
import { createProgress } from './progress'
import { shellWord } from './shell-word'

/** The seed of the sample university that the documentation shows. */
export const sampleSeed = 1

export function sampleCommand(): Command {
  return new Command('sample')
    .description('fills an empty store with the sample university')
    .option('--feeds <folder>', 'only writes its feed files there, to load them into any store for trials')
    .option(...nowFlag)
    .action(async ({ now: given, feeds }: NowOption & { feeds?: string }) => {
      if (feeds !== undefined) return writeFeeds(feeds, given)
      const now = given ?? new Date()
      const { database } = readConfig()
      refuseSampleOnServer(database)
      const store = openStore(database)
      const progress = createProgress()
      try {
        await migrate(store, () => now)
        await buildSample(store, { now, seed: sampleSeed, onStep: (...step) => progress.step(...step) })
        printLine('The sample university is in the store.')
      } finally {
        progress.stop()
        await store.close()
      }
    })
}

/** Prints how to load them all. At another time than theirs rows would lie in the future, or be old. */
async function writeFeeds(folder: string, now: Date | undefined): Promise<void> {
  const today = dayOf(now ?? new Date())
  await writeSampleFeeds(folder, { seed: sampleSeed, today }).catch((cause: unknown) => {
    const message = `${folder} cannot be written to: ${reasonOf(cause)}.`
    throw new EngagementError('file-unwritable', message, { cause })
  })
  const at = now ? ` --now ${now.toISOString().replace('.000Z', 'Z')}` : ''
  printLine('engagement migrate')
  printLine(`engagement nightly --feeds ${shellWord(folder)}${at}`)
  printNote(
    'The library of the sample ends ten days early on purpose, so that the night and the doctor tell of it.',
  )
}

/** Invented people do not belong into the store of a university, and their fixed day would stop its clock. */
function refuseSampleOnServer(database: string): void {
  if (isSqlite(database)) return
  throw new EngagementError(
    'configuration',
    "The sample university is for the embedded store: set ENGAGEMENT_DATABASE to 'sqlite:<path>'.",
  )
}
