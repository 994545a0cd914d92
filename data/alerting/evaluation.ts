import type { Day } from '../domain/day'
import type { Instant } from '../store/schema'
import type { EpisodeWrite } from './episode'

/** What came of an evaluation: IDs of episodes. */
export interface Evaluation {
  /** Absent where another instance evaluated meanwhile, and this one changed nothing. */
  evaluationId: string | undefined
  /** Good news among them. */
  opened: string[]
  /** Had ended, as it turns out wrongly: nobody is told anew. */
  reopened: string[]
  worsened: string[]
  improved: string[]
  closed: string[]
  corrected: string[]
}

export interface EvaluationToWrite {
  writes: readonly EpisodeWrite[]
  /** Open episodes about which something could be said. */
  judged: readonly string[]
  /** Of those that are closed now, the ones whose student has recovered. */
  recovered: ReadonlySet<string>
  tellsRecovery: boolean
  /** The evaluation before. */
  last: string | undefined
  loadId: number
  scoredAt: Instant | undefined
  today: Day
  at: Date
}
