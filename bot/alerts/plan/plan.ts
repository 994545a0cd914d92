import type { Clock } from '../../../data/domain/day'
import type { Store } from '../../../data/store/store'
import { reviseChanged } from './changed'
import { takeBackEnded } from './cards-back'
import { planDigests, type Digested } from './digests'
import { endAlerts, type Ended } from './end'
import { makeAlerts, type Made } from './make'
import { takeBackMisplaced } from './misplaced'
import { passUp, type PassedUp } from './pass-up'
import { remind } from './remind'
import { roundAt } from './round'
import { planWeeklyCards } from './weekly-cards'
import { takeBackWeeklyCards } from './weekly-cards-back'

/** What a round of planning came to, step by step. It names nobody. */
export interface PlanReport {
  ended: Ended
  /** Alerts put right in their place since an episode of theirs has changed. */
  revised: number
  made: Made
  passedUp: PassedUp
  reminded: number
  digests: Digested
  weeklyCards: number
}

/**
 * One round of planning who is told what and when. Each step is one transaction that reads all that it decides by, so a round
 * may be run by several instances, as often as one likes, and cut off at any instant: the next goes on from there.
 */
export async function planAlerts(at: { store: Store; clock: Clock }): Promise<PlanReport> {
  const round = roundAt(at)
  await takeBackWeeklyCards(round)
  await takeBackMisplaced(round)
  await takeBackEnded(round)
  return {
    ended: await endAlerts(round),
    revised: await reviseChanged(round),
    made: await makeAlerts(round),
    passedUp: await passUp(round),
    reminded: await remind(round),
    digests: await planDigests(round),
    weeklyCards: await planWeeklyCards(round),
  }
}
