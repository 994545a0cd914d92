import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { repository } from './command'
import { requireFreshBuild } from './fresh-build'

/**
 * Installs this product into a folder as the version before the newest migration. Gives that one's name.
 */
export function installOlderVersion(root: string): string {
  requireFreshBuild()
  const migrations = path.join(repository, 'data', 'migrations')
  const files = readdirSync(migrations)
    .filter((file) => file.endsWith('.sqlite.sql'))
    .sort()
  const newest = files.pop() ?? ''
  for (const folder of ['bot', 'data/migrations']) mkdirSync(path.join(root, folder), { recursive: true })
  for (const each of [
    'package.json',
    'bot/engagement.mjs',
    'dist',
    ...files.map((file) => `data/migrations/${file}`),
  ])
    cpSync(path.join(repository, each), path.join(root, each), { recursive: true })
  symlinkSync(path.join(repository, 'node_modules'), path.join(root, 'node_modules'), 'junction')
  return newest.replace('.sqlite.sql', '')
}
