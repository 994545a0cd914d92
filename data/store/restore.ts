import { randomUUID } from 'node:crypto'
import {
  closeSync,
  existsSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import Sqlite from 'libsql'
import { EngagementError, reasonOf } from '../domain/errors'
import { keptBeside, setAside } from './set-aside'
import { makeFolder, openApart } from './sqlite'
import type { Given, Store } from './store'
import { codeOf, isDamage, keep, keepNames, logEndings, reserve } from './whole-file'

interface PuttingBack {
  now: Date
  given: Given
  /** What is changed in the copy before anybody can open it as the store. */
  prepare: (copy: Store) => Promise<void>
}

export interface PutBack {
  /** What was there before. */
  aside: string | undefined
  /** What earlier restores left. */
  beside: string[]
}

/**
 * Puts a copy of a backup in the place of the embedded store. What was there is kept beside it, whole, under another name.
 *
 * @throws EngagementError `store-unavailable` while somebody has the store open, `file-unwritable`
 */
export async function putBack(
  backup: string,
  named: string,
  { now, given, prepare }: PuttingBack,
): Promise<PutBack> {
  // A link to the store stays one.
  const file = existsSync(named) ? realpathSync(named) : named
  if (hasHeader(file)) requireUnused(file)
  makeFolder(path.dirname(path.resolve(file)))
  const made = `${file}.restoring-${randomUUID().slice(0, 8)}`
  try {
    reserve(made)
    copy(backup, made)
    await prepared(made, given, prepare)
    keep(made)
    const aside = setAside(file, now)
    renameSync(made, file)
    keepNames(file)
    return { aside, beside: keptBeside(file).filter((each) => each !== aside) }
  } finally {
    for (const ending of ['', ...logEndings]) rmSync(`${made}${ending}`, { force: true })
  }
}

/** Byte by byte: the system's own copy would take over who may read the backup. */
function copy(from: string, to: string): void {
  const [source, target, bytes] = [openSync(from, 'r'), openSync(to, 'r+'), Buffer.alloc(1 << 20)]
  try {
    for (let read = readSync(source, bytes); read > 0; read = readSync(source, bytes))
      for (let written = 0; written < read;) written += writeSync(target, bytes, written, read - written)
  } catch (cause) {
    throw new EngagementError('file-unwritable', `${to} cannot be written (${reasonOf(cause)}).`, { cause })
  } finally {
    closeSync(source)
    closeSync(target)
  }
}

async function prepared(made: string, given: Given, prepare: PuttingBack['prepare']): Promise<void> {
  setLogging(made, journal)
  const store = openApart(made, given)
  try {
    await prepare(store)
  } finally {
    await store.close()
  }
  setLogging(made, writeAheadLog)
}

const [journal, writeAheadLog] = [1, 2]

/**
 * How a store logs is in two bytes of its header (https://sqlite.org/fileformat.html, 1.3.3). Set by SQLite itself, a
 * write-ahead log would be made beside the copy, and stay under its name.
 */
function setLogging(file: string, version: number): void {
  const opened = openSync(file, 'r+')
  try {
    writeSync(opened, Buffer.from([version, version]), 0, 2, 18)
  } finally {
    closeSync(opened)
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

/** Whoever has it open would write into a file that is no longer the store. What is in its log is moved into it. */
function requireUnused(file: string): void {
  const raw = new Sqlite(file)
  try {
    raw.exec('pragma busy_timeout = 200')
    raw.exec('pragma locking_mode = exclusive')
    raw.exec('begin immediate')
    raw.exec('rollback')
    raw.exec('pragma wal_checkpoint(truncate)')
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
