import type { Claims } from '../../data/feeds/arrivals/claim-files'
import type { LoadReport } from '../../data/feeds/ingest'

/** What became of a load that landed, by its files' names in the folder or container. */
export type NightLoad = Omit<LoadReport, 'rejects'>

export interface FilesOf {
  feed: string
  files: readonly string[]
}

export interface RefusedLoad extends FilesOf {
  reason: string
}

/** What a night's loading did. */
export interface LoadedNight extends Omit<Claims, 'claims'> {
  /** How many files there are in the folder or container. */
  found: number
  loads: NightLoad[]
  refused: RefusedLoad[]
  /** Read by an earlier load, and not changed since. */
  known: FilesOf[]
  /** Snapshots that are older than what the store holds. */
  older: FilesOf[]
  /** Snapshots that the store takes for older than what it holds, though something speaks against that. */
  behind: FilesOf[]
  /** Snapshots beside which there is a newer one. */
  passedOver: FilesOf[]
}
