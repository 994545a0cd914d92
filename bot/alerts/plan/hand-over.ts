import type { Clock } from '../../../data/domain/day'
import { alertWishes } from '../../../data/queries/alert-wishes'
import type { GivePassedOn } from '../../../data/records/pass-on'
import type { Store } from '../../../data/store/store'
import { giveOut } from './give-out'
import { roundAt } from './round'

/**
 * Gives an alert that somebody passes on to its receiver as any other: by a card in working time while the week's budget lasts,
 * else in the digest.
 */
export function handOver(at: { store: Store; clock: Clock }): GivePassedOn {
  return async (db, passed) => {
    const round = roundAt(at)
    await giveOut(db, round, [passed], await alertWishes(db, round.today))
  }
}
