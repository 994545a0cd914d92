import type { Day } from '../domain/day'
import { newestLoad } from '../records/loads'
import type { Store } from '../store/store'
import { computeWeek } from './compute-week'
import { weeksToScore, type Wish } from './weeks-to-score'
import { writeWeek } from './write-week'

export interface ScoreOptions extends Wish {
  onWeek?: (done: number, all: number) => void
}

export interface ScoredWeek {
  weekStart: Day
  students: number
  /** Versions of the configurations that made the scores. */
  configurations: string[]
}

/** Scores the weeks that need it, see {@link weeksToScore}. Each week lands whole or not at all. */
export async function scoreWeeks(store: Store, options: ScoreOptions): Promise<ScoredWeek[]> {
  // Read before the inputs: what is loaded meanwhile calls for a new score.
  const loadId = await newestLoad(store.db)
  const weeks = await weeksToScore(store.db, options)
  const scored: ScoredWeek[] = []
  for (const week of weeks) {
    const scores = await computeWeek(store.db, week)
    await store.transaction((tx) => writeWeek(tx, { week, scores, loadId, clock: options.clock }), {
      alone: 'scores',
      repeatable: true,
    })
    scored.push({
      weekStart: week.start,
      students: [...scores.values()].reduce((sum, { length }) => sum + length, 0),
      configurations: [...new Set(week.pools.map(({ configuration }) => configuration.version))],
    })
    options.onWeek?.(scored.length, weeks.length)
  }
  return scored
}
