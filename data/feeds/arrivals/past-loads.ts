import type { Database } from '../../store/store'

/** A load that landed, as far as it tells which files need not be read again. */
export interface PastLoad {
  loadId: number
  /** The names of its files, after each other. */
  names: string
  /** When its files were last read: what changed later is not known. */
  readAt: Date
  /** How many of its rows were refused. */
  rejected: number
}

/** The loads of a feed that landed, the newest first. */
export async function pastLoads(db: Database, feed: string): Promise<PastLoad[]> {
  const rows = await db
    .selectFrom('feed_load')
    .select(['load_id', 'file_names', 'loaded_at', 'seen_again_at', 'rejected'])
    .where('feed', '=', feed)
    .where('outcome', '=', 'loaded')
    .orderBy('load_id', 'desc')
    .execute()
  return rows.map(({ load_id, file_names, loaded_at, seen_again_at, rejected }) => ({
    loadId: load_id,
    names: file_names,
    readAt: new Date(seen_again_at !== null && seen_again_at > loaded_at ? seen_again_at : loaded_at),
    rejected,
  }))
}
