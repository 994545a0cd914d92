import { newestScores } from '../../data/alerting/evaluation-due'
import { weeksToScore } from '../../data/scoring/weeks-to-score'
import { plural } from '../answers/phrases'
import type { Check, WithStore } from './check'
import { hour, instantInWords } from './dates'

/** How long something may wait for scores: loads and scores are made every night. In milliseconds. */
const patience = 26 * hour

/** Whether what was loaded is in the scores. */
export const scoresCheck: Check<WithStore> = {
  name: 'scores',
  look: async ({ store, clock }) => {
    const newest = await newestScores(store.db)
    const waiting = (await weeksToScore(store.db, { clock, configuration: store.settings.indicator })).length
    if (newest === undefined && waiting === 0) return { because: 'no activity was loaded yet' }
    const last = newest === undefined ? undefined : new Date(newest)
    const scored = last ? `The newest scores are from ${instantInWords(last)}` : 'Nothing was scored yet'
    if (waiting === 0) return [{ state: 'well', what: `${scored}; no week needs others.` }]
    const what = `${scored}; ${plural(waiting, 'week')} ${waiting === 1 ? 'waits' : 'wait'} for scores.`
    const isLate = !last || clock().getTime() - last.getTime() > patience
    return isLate
      ? [
          {
            state: 'wrong',
            what,
            mend: "Look at the nightly job and at what it logged, then 'engagement score'.",
          },
        ]
      : [{ state: 'well', what }]
  },
}
