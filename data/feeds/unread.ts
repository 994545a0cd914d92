import { createHash } from 'node:crypto'
import { EngagementError } from '../domain/errors'
import type { Store } from '../store/store'
import { keepRefused } from './refused'

/** Files that were refused before any of their rows was looked at. */
interface Unread {
  feed: string
  files: readonly string[]
  /** Recorded before each name. */
  place?: string
  at: Date
}

/**
 * Keeps that files were refused, as a load of no rows: until a load of the feed has landed, its state tells of it. Of a load
 * refused for its rows that is kept already.
 */
export async function keepUnread(store: Store, unread: Unread, cause: unknown): Promise<void> {
  const code = cause instanceof EngagementError ? cause.code : 'unexpected'
  if (code === 'too-many-rejects' || code === 'too-many-removals') return
  const { feed, files, place, at } = unread
  // Their bytes may not be to be had.
  const hash = createHash('sha256')
    .update(JSON.stringify(['unread', place, files, code]))
    .digest('hex')
  const rejects = files.map((file) => ({ file, line: 0, record: null, column: '', reason: reasons(code) }))
  const load = { feed, files, place, hash, at, rows: 0, accepted: 0, rejected: 0, rejects, reasons: [] }
  await keepRefused(store, load, 'too-many-rejects')
}

/** The words of the fault itself may quote the file. */
function reasons(code: EngagementError['code']): string {
  return code === 'feed-wrong-columns'
    ? 'the columns are not those of the feed'
    : 'the file could not be read whole'
}
