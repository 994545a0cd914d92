import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { isRunning } from './processes'

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
  const folder = mkdtempSync(path.join(tmpdir(), `${prefix}${process.pid}-`))
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
    const pid = Number(new RegExp(`^${prefix}(\\d+)-`, 'u').exec(name)?.[1])
    if (!Number.isInteger(pid)) continue
    const folder = path.join(tmpdir(), name)
    if (isRunning(pid) && !isOldAndOwn(pid, folder)) continue
    try {
      rmSync(folder, { recursive: true, force: true })
    } catch {
      // Somebody else's, who removes it too.
    }
  }
}

/** In a container every process may have the same number: one of another container is at work, unless it is old. */
function isOldAndOwn(pid: number, folder: string): boolean {
  const written = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0
  return pid === process.pid && Date.now() - written > aDay
}
