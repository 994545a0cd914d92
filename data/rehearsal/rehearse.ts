import type { Clock, Day } from '../domain/day'
import { EngagementError } from '../domain/errors'
import type { EvaluatedOutcome } from '../evaluation/cells'
import type { Configuration } from '../configuration/indicator'
import type { Store } from '../store/store'
import { backTest, type RehearsedBackTest } from './back-test'
import { bandMoves, weekChanges, type BandMove, type WeekChanges, type WeekPair } from './changes'
import { lastWeeks, rehearseWeek } from './rehearsed-weeks'
import { settingsChanged, type SettingChange } from './settings-changed'
import { readTutoring, tutorLoad, type TutorLoad } from './tutor-load'

export interface RehearseOptions {
  clock: Clock
  present: Configuration
  proposed: Configuration
  /** How many of the last weeks to score. */
  weeks: number
  /** Back-test both configurations on these, at the teaching weeks given. */
  backTest?: { outcomes: readonly EvaluatedOutcome[]; weeks: readonly number[]; from?: Day }
  onWeek?: (done: number, all: number) => void
}

/** What a change of configuration would do. It holds counts, and nobody's name or ID. */
export interface Rehearsal {
  configurations: { present: string; proposed: string; changed: SettingChange[] }
  weeks: WeekChanges[]
  /** Who goes where in the newest week. */
  moves: BandMove[]
  /** Students entering low or none, for their tutors: what would be alerts. */
  alerts: { present: TutorLoad; proposed: TutorLoad }
  /** Absent where no outcomes were given. */
  backTest?: RehearsedBackTest[]
}

/**
 * Scores the last weeks with two configurations, in memory, and tells what differs. One more week before them is scored
 * to know who enters a band.
 *
 * @throws EngagementError `nothing-to-do` where there is no week with data
 */
export async function rehearse(store: Store, options: RehearseOptions): Promise<Rehearsal> {
  const { clock, present, proposed } = options
  const pairs = await rehearsePairs(store, options)
  const newest = pairs.at(-1)
  if (!newest)
    throw new EngagementError(
      'nothing-to-do',
      "No week has data: load activity with 'engagement ingest' first.",
    )
  const tutoring = await readTutoring(store.db)
  const { weeks: asked } = options
  return {
    configurations: {
      present: present.version,
      proposed: proposed.version,
      changed: settingsChanged(present, proposed),
    },
    weeks: pairs.slice(-asked).map(weekChanges),
    moves: bandMoves(newest),
    alerts: {
      present: tutorLoad(
        pairs.map((pair) => pair.present),
        tutoring,
      ),
      proposed: tutorLoad(
        pairs.map((pair) => pair.proposed),
        tutoring,
      ),
    },
    ...(options.backTest && {
      backTest: await backTest(store, { clock, present, proposed, ...options.backTest }),
    }),
  }
}

async function rehearsePairs(
  { db }: Store,
  { clock, present, proposed, weeks, onWeek }: RehearseOptions,
): Promise<WeekPair[]> {
  const starts = await lastWeeks(db, clock, weeks + 1)
  const pairs: WeekPair[] = []
  for (const [index, start] of starts.entries()) {
    const now = await rehearseWeek(db, start, { clock, configuration: present })
    const then = await rehearseWeek(db, start, { clock, configuration: proposed })
    if (now && then) pairs.push({ present: now, proposed: then })
    onWeek?.(index + 1, starts.length)
  }
  return pairs
}
