import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { repository } from './command'

/** Tests that start the built product would otherwise judge yesterday's. */
export function requireFreshBuild(): void {
  const built = newest('dist', '.js')
  const changed = Math.max(...['bot', 'cards', 'data'].map((room) => newest(room, '.ts')))
  if (built < changed)
    throw new Error('dist is missing or older than the sources: run `npm run build` first.')
}

/** When the newest file of a folder was changed, in milliseconds; 0 where there is none. */
function newest(folder: string, ending: string): number {
  if (!existsSync(path.join(repository, folder))) return 0
  const files = readdirSync(path.join(repository, folder), { recursive: true, encoding: 'utf8' })
  const times = files
    .filter((file) => file.endsWith(ending))
    .map((file) => statSync(path.join(repository, folder, file)).mtimeMs)
  return Math.max(0, ...times)
}
