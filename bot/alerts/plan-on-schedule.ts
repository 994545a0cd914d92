import type { Clock } from '../../data/domain/day'
import type { Store } from '../../data/store/store'
import type { Log } from '../log'
import { planJob } from '../../data/records/jobs'
import { evaluateAndPlan } from './evaluate-and-plan'
import type { ScheduledWork } from './schedule'

/** A round of planning twice an hour. It logs how many, and nobody; who can be told of by nobody is for the operators. */
export function planOnSchedule({
  store,
  clock,
  log,
}: {
  store: Store
  clock: Clock
  log: Log
}): ScheduledWork {
  return {
    kind: planJob,
    slots: '10,40 * * * *',
    run: async () => {
      const { plan } = await evaluateAndPlan(store, clock)
      const { made, passedUp, reminded, digests, weeklyCards } = plan
      const cards = made.cards + passedUp.cards
      log.info('alerts planned', { counts: { cards, digests: digests.messages, reminded, weeklyCards } })
      if (made.withoutAnybody > 0)
        log.warn('students without anybody to tell', { counts: { students: made.withoutAnybody } })
    },
  }
}
