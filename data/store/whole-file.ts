import { closeSync, fsyncSync, openSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import Sqlite from 'libsql'
import { EngagementError, reasonOf } from '../domain/errors'

/** What lies beside a store while it is in use, or was when its process ended: read with another file, it would destroy it. */
export const logEndings = ['-journal', '-wal', '-shm'] as const

/** Opens a file so that nothing can change it, and nothing is made or taken up beside it. */
export function openUnchanged(file: string): Sqlite.Database {
  return new Sqlite(`${pathToFileURL(path.resolve(file)).href}?immutable=1`)
}

/**
 * Refuses a store of which a part cannot be read.
 *
 * @throws EngagementError `store-failed`
 */
export function requireWhole(file: string): void {
  const raw = openUnchanged(file)
  try {
    const found = raw.prepare('pragma integrity_check').all()
    if (JSON.stringify(found) === '[{"integrity_check":"ok"}]') return
    throw damaged(found)
  } finally {
    raw.close()
  }
}

/** Makes the file, empty: nobody else can read it from its beginning on, and one that is there is never written over. */
export function reserve(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600))
  } catch (cause) {
    throw new EngagementError('file-unwritable', `${file} cannot be written (${reasonOf(cause)}).`, { cause })
  }
}

/** Has the disk keep what was written to a file. */
export function keep(file: string): void {
  const opened = openSync(file, 'r+')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}

/** The same for the names in the folder of a file, where the system can. */
export function keepNames(file: string): void {
  try {
    const opened = openSync(path.dirname(path.resolve(file)), 'r')
    try {
      fsyncSync(opened)
    } finally {
      closeSync(opened)
    }
  } catch {
    // Windows opens no folder, and keeps names by itself.
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

export function damaged(cause: unknown): EngagementError {
  return new EngagementError(
    'store-failed',
    'The store is damaged, and nothing was copied. Keep every earlier backup: the newest of them is what there is to restore.',
    { cause },
  )
}
