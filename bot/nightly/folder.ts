import path from 'node:path'
import { listFolder } from '../../data/feeds/arrivals/list-folder'
import type { FeedFiles } from './feed-files'

/** Feed files in a folder of this machine. */
export function folder(given: string): FeedFiles {
  const root = path.resolve(given)
  return {
    place: root.split(path.sep).join('/'),
    list: () => listFolder(root),
    use: (files, work) => work(files.map(({ name }) => path.join(root, name))),
    close: () => Promise.resolve(),
  }
}
