import { evaluateAlerts } from '../../data/alerting/evaluate'
import type { Evaluation } from '../../data/alerting/evaluation'
import { isEvaluationDue } from '../../data/alerting/evaluation-due'
import type { Clock } from '../../data/domain/day'
import type { Store } from '../../data/store/store'
import { planAlerts, type PlanReport } from './plan/plan'

export interface AlertRound {
  /** Absent where none was due. */
  evaluation: Evaluation | undefined
  plan: PlanReport
}

/** Judges the rules where anything they rest on is newer than the last time, then plans who is told what and when. */
export async function evaluateAndPlan(store: Store, clock: Clock): Promise<AlertRound> {
  const isDue = await isEvaluationDue(store, clock)
  const evaluation = isDue ? await evaluateAlerts(store, { clock }) : undefined
  return { evaluation, plan: await planAlerts({ store, clock }) }
}
