import { randomUUID } from 'node:crypto'
import { existsSync, linkSync, lstatSync, renameSync, rmSync, statSync } from 'node:fs'
import Sqlite from 'libsql'
import { EngagementError, reasonOf } from '../domain/errors'
import { fileOf, isSqlite } from './open'
import { openCopy } from './sqlite'
import type { Given, Store } from './store'
import { codeOf, damaged, isDamage, keep, keepNames, logEndings, requireWhole, reserve } from './whole-file'

/**
 * Copies the embedded store into a new file that its owner alone may read: all of it as it stands at one moment, while
 * others go on reading and writing. The copy is one file, found whole; until then it has another name.
 *
 * @throws EngagementError `file-unwritable` where the copy cannot be made, `store-failed` where it is damaged; and as
 *   {@link requireEmbedded}
 */
export function backUp(database: string, file: string): { bytes: number } {
  requireEmbedded(database)
  if (lstatSync(file, { throwIfNoEntry: false })) throw isThere(file)
  const part = `${file}.part-${randomUUID().slice(0, 8)}`
  try {
    reserve(part)
    copy(fileOf(database), part)
    requireWhole(part)
    keep(part)
    nameWhole(part, file)
  } finally {
    for (const ending of ['', ...logEndings]) rmSync(`${part}${ending}`, { force: true })
  }
  keepNames(file)
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

/** Gives the finished copy its name: a link, unlike a rename, never takes the place of a file made meanwhile. */
function nameWhole(part: string, file: string): void {
  try {
    linkSync(part, file)
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST' || existsSync(file)) throw isThere(file, cause)
    // Some file systems know no links.
    renameSync(part, file)
  }
}

function isThere(file: string, cause?: unknown): EngagementError {
  const what = `${file} is there already: name another file, a backup is never written over one.`
  return new EngagementError('file-unwritable', what, { cause })
}
