import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { EngagementError } from '../../domain/errors'
import type { Arrival } from './arrival'

/**
 * Everything in a folder and in those below.
 *
 * @throws EngagementError `feed-unreadable` when it is no folder, or may not be read
 */
export async function listFolder(folder: string): Promise<Arrival[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw new EngagementError(
      'feed-unreadable',
      `${folder} cannot be read: there is no such folder, or no permission.`,
      { cause },
    )
  })
  const arrivals: Arrival[] = []
  for (const entry of entries) {
    if (entry.isDirectory()) continue
    const file = path.join(entry.parentPath, entry.name)
    // What is gone by now, or leads nowhere, did not come.
    const found = await stat(file).catch(() => undefined)
    if (!found?.isFile()) continue
    arrivals.push({
      name: path.relative(folder, file).split(path.sep).join('/'),
      bytes: found.size,
      writtenAt: found.mtime,
      // A copy may keep the time of its original; when the copy was made, the file system tells.
      changedAt: found.ctime > found.mtime ? found.ctime : found.mtime,
    })
  }
  return arrivals
}
