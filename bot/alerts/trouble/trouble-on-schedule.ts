import type { Clock } from '../../../data/domain/day'
import type { Store } from '../../../data/store/store'
import type { ScheduledWork } from '../schedule'
import { planTrouble } from './plan-trouble'

/** Every ten minutes: whether administrators are to be told that feeds or deliveries are in trouble. */
export function troubleOnSchedule({ store, clock }: { store: Store; clock: Clock }): ScheduledWork {
  return {
    kind: 'plan-trouble',
    slots: '*/10 * * * *',
    run: () => planTrouble({ store, clock, sendingTime: () => new Date() }),
  }
}
