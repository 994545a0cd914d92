import { closeSync, copyFileSync, existsSync, openSync, readSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import Sqlite from 'libsql'
import { EngagementError, reasonOf } from '../domain/errors'
import { codeOf, isDamage, requireWhole, reserve } from './backup'
import { makeFolder } from './sqlite'

/** What a store consists of while it is open: a log left behind by another file would be read into this one. */
const endings = ['', '-wal', '-shm'] as const

/**
 * Puts a copy of a backup in the place of the embedded store. What was there is kept beside it, whole, under another name.
 * Gives that name, where there was a store.
 *
 * @throws EngagementError `store-unavailable` while somebody has the store open, `file-unwritable`
 */
export function putBack(backup: string, file: string, now: Date): { aside: string | undefined } {
  if (hasHeader(file)) requireUnused(file)
  makeFolder(path.dirname(path.resolve(file)))
  const made = `${file}.restoring`
  rmSync(made, { force: true })
  reserve(made)
  try {
    copyFileSync(backup, made)
  } catch (cause) {
    rmSync(made, { force: true })
    throw new EngagementError('file-unwritable', `${made} cannot be written (${reasonOf(cause)}).`, { cause })
  }
  const aside = existsSync(file) ? asideName(file, now) : undefined
  if (aside !== undefined)
    for (const ending of endings)
      if (existsSync(`${file}${ending}`)) renameSync(`${file}${ending}`, `${aside}${ending}`)
  for (const ending of endings) rmSync(`${file}${ending}`, { force: true })
  renameSync(made, file)
  return { aside }
}

/**
 * Refuses what is no whole store.
 *
 * @throws EngagementError `store-unavailable`, `store-failed`
 */
export function requireBackup(backup: string): void {
  if (!existsSync(backup)) throw new EngagementError('store-unavailable', `There is no backup ${backup}.`)
  try {
    requireWhole(backup)
  } catch (cause) {
    throw new EngagementError('store-failed', `${backup} is no whole store: take another backup.`, { cause })
  }
}

/** Opened without one, SQLite would remove the log beside the file: perhaps the last that is left of it. */
function hasHeader(file: string): boolean {
  if (!existsSync(file)) return false
  const header = Buffer.alloc(16)
  const opened = openSync(file, 'r')
  try {
    readSync(opened, header)
  } finally {
    closeSync(opened)
  }
  return header.toString('latin1') === 'SQLite format 3\0'
}

/** Whoever has it open would write into a file that is no longer the store. */
function requireUnused(file: string): void {
  const raw = new Sqlite(file)
  try {
    raw.exec('pragma busy_timeout = 200')
    raw.exec('pragma locking_mode = exclusive')
    raw.exec('begin immediate')
    raw.exec('rollback')
  } catch (cause) {
    // What cannot even be read is what is to be replaced.
    if (isDamage(cause)) return
    const what = codeOf(cause).startsWith('SQLITE_BUSY')
      ? `The store ${file} is open: stop the bot and every other command that uses it, then repeat.`
      : `The store ${file} cannot be looked into (${reasonOf(cause)}).`
    throw new EngagementError('store-unavailable', what, { cause })
  } finally {
    raw.close()
  }
}

/** Beside the store, by the time. */
function asideName(file: string, now: Date): string {
  return `${file}.before-${now.toISOString().replaceAll(/[-:]|\.\d+/gu, '')}`
}
