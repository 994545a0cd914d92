import { closeSync, existsSync, openSync, rmSync, statSync } from 'node:fs'
import Sqlite from 'libsql'
import { EngagementError, reasonOf } from '../domain/errors'
import { fileOf, isSqlite } from './open'
import { openCopy } from './sqlite'
import type { Given, Store } from './store'

/**
 * Copies the embedded store into a new file that its owner alone may read: all of it as it stands at one moment, while
 * others go on reading and writing. The copy is one file, found whole.
 *
 * @throws EngagementError `file-unwritable` where the copy cannot be made, `store-failed` where it is damaged; and as
 *   {@link requireEmbedded}
 */
export function backUp(database: string, file: string): { bytes: number } {
  requireEmbedded(database)
  reserve(file)
  try {
    copy(fileOf(database), file)
    requireWhole(file)
  } catch (error) {
    rmSync(file, { force: true })
    throw error
  }
  return { bytes: statSync(file).size }
}

/** A copy, to be looked into and left as it is. */
export function openBackup(file: string, given: Given): Store {
  return openCopy(file, given)
}

/**
 * Refuses what cannot be copied from here.
 *
 * @throws EngagementError `nothing-to-do` on a SQL Server, `store-unavailable` where there is no store
 */
export function requireEmbedded(database: string): void {
  if (!isSqlite(database))
    throw new EngagementError(
      'nothing-to-do',
      'A SQL Server is backed up where it runs, not from here: Azure SQL restores to a point in time by itself; elsewhere run BACKUP DATABASE … WITH CHECKSUM.',
    )
  const file = fileOf(database)
  // Opening it would make an empty one.
  if (!existsSync(file))
    throw new EngagementError(
      'store-unavailable',
      `There is no store ${file} to back up: check ENGAGEMENT_DATABASE.`,
    )
}

/** Makes the file, empty: nobody else can read it from its beginning on, and one that is there is never written over. */
export function reserve(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600))
  } catch (cause) {
    const what =
      codeOf(cause) === 'EEXIST'
        ? `${file} is there already: name another file, a backup is never written over one.`
        : `${file} cannot be written (${reasonOf(cause)}).`
    throw new EngagementError('file-unwritable', what, { cause })
  }
}

function copy(from: string, file: string): void {
  const raw = new Sqlite(from)
  try {
    raw.exec('pragma busy_timeout = 10000')
    raw.prepare('vacuum into ?').run([file])
  } catch (cause) {
    if (isDamage(cause)) throw damaged(cause)
    throw new EngagementError(
      'file-unwritable',
      `The store cannot be copied to ${file} (${reasonOf(cause)}): is there room for it?`,
      { cause },
    )
  } finally {
    raw.close()
  }
}

/**
 * Refuses a store of which a part cannot be read.
 *
 * @throws EngagementError `store-failed`
 */
export function requireWhole(file: string): void {
  const raw = new Sqlite(file)
  try {
    const found = raw.prepare('pragma integrity_check').all()
    if (JSON.stringify(found) === '[{"integrity_check":"ok"}]') return
    throw damaged(found)
  } finally {
    raw.close()
  }
}

/** Whether the file is at fault, and not its place or its user. */
export function isDamage(error: unknown): boolean {
  return /^SQLITE_(CORRUPT|NOTADB)/u.test(codeOf(error))
}

/** An error's code; empty where it has none. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
}

function damaged(cause: unknown): EngagementError {
  return new EngagementError(
    'store-failed',
    'The store is damaged, and nothing was copied. Keep every earlier backup: the newest of them is what there is to restore.',
    { cause },
  )
}
