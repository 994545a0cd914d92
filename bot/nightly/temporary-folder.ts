import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { isRunning, world } from './processes'

const prefix = 'engagement-nightly-'

export interface TemporaryFolder {
  path: string
  remove(): void
}

/** In milliseconds. */
const aDay = 86_400_000

/**
 * A folder that nobody but this user can look into, for files with personal data. It is removed when the process ends in any
 * way but one, and when it is killed, by the next one.
 */
export function temporaryFolder(): TemporaryFolder {
  removeLeftBehind()
  const folder = mkdtempSync(path.join(tmpdir(), `${prefix}${world}-${process.pid}-`))
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  const stop = (signal: NodeJS.Signals): void => {
    remove()
    process.kill(process.pid, signal)
  }
  process.once('exit', remove)
  for (const signal of signals) process.once(signal, stop)
  return {
    path: folder,
    remove: () => {
      remove()
      process.off('exit', remove)
      for (const signal of signals) process.off(signal, stop)
    },
  }
}

const signals = ['SIGINT', 'SIGTERM'] as const

/** What processes that are no more left behind, as far as it is this user's. */
function removeLeftBehind(): void {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(prefix)) continue
    const folder = path.join(tmpdir(), name)
    if (!isLeft(name) && !isOld(folder)) continue
    try {
      rmSync(folder, { recursive: true, force: true })
    } catch {
      // Somebody else's, who removes it too.
    }
  }
}

/** Whether the process that it is named after is known to be no more. */
function isLeft(name: string): boolean {
  const [where, pid = ''] = name.slice(prefix.length).split('-')
  return where === world && !isRunning(Number(pid))
}

/** Of another container nobody knows whether it is at work, but no night lasts a day. */
function isOld(folder: string): boolean {
  const written = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0
  return Date.now() - written > aDay
}
