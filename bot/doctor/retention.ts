import { lastRetention } from '../../data/queries/last-retention'
import { planRetention } from '../../data/rights/retention'
import type { Check, WithStore } from './check'
import { day, instantInWords } from './dates'

/** How long what is due may lie: retention is run once a month. In milliseconds. */
const patience = 40 * day

/** Whether what may be kept no longer is removed. */
export const retentionCheck: Check<WithStore> = {
  name: 'retention',
  look: async ({ store, time, grant, isSample }) => {
    if (isSample) return { because: 'this is a sample university' }
    // What was due so long ago, a monthly run would have removed.
    const { due } = await planRetention(store, grant, new Date(time().getTime() - patience))
    const overdue = due.filter(({ rows }) => rows > 0).map(({ table }) => table)
    const last = await lastRetention(store)
    const removed = last
      ? `Retention last removed something at ${instantInWords(last)}`
      : 'Retention never removed anything'
    return overdue.length === 0
      ? [{ state: 'well', what: `${removed}; nothing is overdue.` }]
      : [
          {
            state: 'wrong',
            what: `${removed}, and rows have been due for more than 40 days in: ${overdue.join(', ')}.`,
            mend: "Run 'engagement retention run', and schedule it monthly.",
          },
        ]
  },
}
