import { dayOf } from '../../data/domain/day'
import { scoreWeeks, type ScoredWeek } from '../../data/scoring/run'
import type { Store } from '../../data/store/store'
import { feedFindings, type FeedFinding } from '../doctor/feeds'
import { alone } from './alone'
import { loadNight, type NightOptions } from './load-night'
import type { LoadedNight } from './loaded-night'

export interface Night extends LoadedNight {
  scores: { configuration: string; weeks: ScoredWeek[] }
  /** How every feed that is expected stands now. */
  findings: FeedFinding[]
}

interface RunOptions extends Omit<NightOptions, 'stillAlone'> {
  /** Told when another process is at the same work. */
  onWait: () => void
  onWeek: (done: number, all: number) => void
}

/** Loads what has come, scores what needs it, and looks at how the feeds stand. */
export function runNight(store: Store, options: RunOptions): Promise<Night> {
  const { files, clock, time, onWait, onWeek } = options
  const { indicator: configuration } = store.settings
  return alone(store, { time, onWait }, async (stillAlone) => {
    const night = await loadNight(store, { ...options, stillAlone }).finally(() => files.close())
    stillAlone()
    const weeks = await scoreWeeks(store, { clock, configuration, reconfigure: false, onWeek })
    const findings = await feedFindings(store, dayOf(clock()))
    return { ...night, scores: { configuration: configuration.version, weeks }, findings }
  })
}
