import { stat } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { EngagementError } from '../../data/domain/errors'
import type { Arrival } from '../../data/feeds/arrivals/arrival'
import { listFolder } from '../../data/feeds/arrivals/list-folder'
import type { FeedFiles } from './feed-files'

/** What was written within this time may be being written still, in milliseconds. */
const fresh = 120_000

/** How long what is fresh is watched, in milliseconds: longer than network file systems keep what they know of a file. */
const watch = 5_000

/** Feed files in a folder of this machine. */
export function folder(given: string, pause: () => Promise<unknown> = () => wait(watch)): FeedFiles {
  const root = path.resolve(given)
  return {
    place: root.split(path.sep).join('/'),
    list: async () => {
      const arrivals = await listFolder(root)
      if (!arrivals.some(isFresh)) return arrivals
      await pause()
      const later = new Map((await listFolder(root)).map((file) => [file.name, file]))
      return arrivals.map((file) =>
        isFresh(file) && !isSame(file, later.get(file.name)) ? { ...file, isChanging: true } : file,
      )
    },
    use: async (files, work) => {
      for (const file of files) await refuseChanged(path.join(root, file.name), file)
      return work(files.map(({ name }) => path.join(root, name)))
    },
    close: () => Promise.resolve(),
  }
}

const isFresh = ({ writtenAt }: Arrival): boolean => Date.now() - writtenAt.getTime() < fresh

function isSame(
  { bytes, writtenAt }: Pick<Arrival, 'bytes' | 'writtenAt'>,
  later: Pick<Arrival, 'bytes' | 'writtenAt'> | undefined,
): boolean {
  return later?.bytes === bytes && later.writtenAt.getTime() === writtenAt.getTime()
}

/** A night may last: what is written anew meanwhile would be read in part. */
async function refuseChanged(file: string, listed: Arrival): Promise<void> {
  const found = await stat(file).catch(() => undefined)
  if (!found || isSame(listed, { bytes: found.size, writtenAt: found.mtime })) return
  throw new EngagementError(
    'feed-unreadable',
    `${path.basename(file)} was written again since it was listed: the next run takes it. Nothing was loaded.`,
  )
}
