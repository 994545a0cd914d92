import { isEvaluationDue, lastEvaluation } from '../../data/alerting/evaluation-due'
import { oldestDueJob } from '../../data/records/jobs'
import type { Check, Finding, WithStore } from './check'
import { hour, instantInWords } from './dates'

/** How long something new may wait to be judged, and scheduled work to be done. In milliseconds. */
const [patience, patienceOfJobs] = [26 * hour, hour]

/** Whether alerts are judged and planned, and whatever else the server has on its schedule. */
export const alertsCheck: Check<WithStore> = {
  name: 'alerts',
  look: async (examined) => {
    if (examined.isSample) return { because: 'this is a sample university' }
    return [...(await schedule(examined)), ...(await judging(examined))]
  },
}

async function schedule({ store, time }: WithStore): Promise<Finding[]> {
  const due = await oldestDueJob(store.db, time())
  if (!due || time().getTime() - due.getTime() <= patienceOfJobs) return []
  return [
    {
      state: 'wrong',
      what: `What the server has on its schedule has been due since ${instantInWords(due)}.`,
      mend: "See that 'engagement start' runs, without --no-schedule, and what it logged.",
    },
  ]
}

async function judging({ store, clock }: WithStore): Promise<Finding[]> {
  const last = await lastEvaluation(store.db)
  const isDue = await isEvaluationDue(store, clock)
  const mend = "See that 'engagement start' runs, or judge and plan by 'engagement alerts plan'."
  if (!last) return [{ state: 'warning', what: 'Alerts were never judged here.', mend }]
  const at = new Date(last.evaluated_at)
  const what = `Alerts were last judged at ${instantInWords(at)}`
  if (isDue && clock().getTime() - at.getTime() > patience)
    return [{ state: 'wrong', what: `${what}, and there is something new since.`, mend }]
  return [{ state: 'well', what: `${what}.` }]
}
