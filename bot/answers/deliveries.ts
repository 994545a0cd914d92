import { deliveriesCard, type DeliveriesModel } from '../../cards/deliveries'
import type { Fact } from '../../cards/fact'
import { dayInWords, dayOf, timeOf } from '../../data/domain/day'
import type { OperationsGrant } from '../../data/domain/read-grants'
import { deliveries, type Deliveries, type Reason } from '../../data/queries/deliveries'
import { alertPrecision } from '../../data/queries/alert-precision'
import { reachByRole, type Reach } from '../../data/queries/reach'
import { roleWords } from '../access/policy'
import { asNobody, type Answer, type Asking } from './answer'
import { reasonsInWords } from './delivery-reasons'
import { capitalise } from './phrases'
import { usefulnessFacts } from './usefulness'
import { waitsInWords } from './waiting-messages'

const days = 30

/** How what staff are told unasked was delivered, and whom it reaches, for an administrator. It names nobody. */
export async function answerDeliveries(
  { store, clock, access }: Asking,
  grant: OperationsGrant,
): Promise<Answer> {
  // Deliveries go by real time, also where questions do not.
  const now = new Date()
  const since = new Date(now.getTime() - days * 86_400_000)
  const found = await deliveries(store, grant, { since, now })
  const usefulness = usefulnessFacts(await alertPrecision(store.db, { now: clock() }))
  const model = { ...modelOf(found, await reachByRole(store, grant, access.today)), usefulness }
  const lines = [
    ...model.facts.map(({ title, value }) => `${title}: ${value}`),
    ...usefulness.map(({ title, value }) => `${title}: ${value}`),
    ...model.reach.map(({ role, count, detail }) => `- ${role}: ${count}, ${detail}`),
  ]
  return {
    access: asNobody,
    students: [],
    text: [model.title, ...model.paragraphs, ...lines].join('\n'),
    card: deliveriesCard(model),
  }
}

function modelOf(found: Deliveries, reach: readonly Reach[]): Omit<DeliveriesModel, 'usefulness'> {
  return {
    title: `Messages sent unasked in the last ${days} days`,
    paragraphs: [waitingInWords(found)],
    facts: factsOf(found),
    reach: reach.map(({ role, people, reached, blocked, without }) => ({
      role: capitalise(roleWords(role)),
      count: `${reached} of ${people}`,
      detail: `${blocked} blocked, ${without} without a chat`,
    })),
    suggestions: [{ text: 'data status' }, { text: 'my access' }],
  }
}

function waitingInWords({ waiting, due, oldestDue, waitingFor }: Deliveries): string {
  if (waiting === 0) return 'Nothing waits.'
  const oldest = oldestDue && `, the oldest since ${timeOf(oldestDue)} on ${dayInWords(dayOf(oldestDue))}`
  const { forChats, others } = waitsInWords(waitingFor)
  const tries = others.length === 0 ? [] : [`Last tries: ${reasonsInWords(others)}.`]
  return [`${waiting} waiting, ${due} of them due${oldest ?? ''}.`, ...forChats, ...tries].join(' ')
}

function factsOf({ outcomes, failed, dropped, unknownOutcomes }: Deliveries): Fact[] {
  const withReasons = (count: number, reasons: readonly Reason[]): string =>
    reasons.length === 0 ? String(count) : `${count} (${reasonsInWords(reasons)})`
  return [
    { title: 'Sent', value: String(outcomes.sent) },
    { title: 'Revised', value: String(outcomes.revised) },
    { title: 'Taken back', value: String(outcomes.withdrawn) },
    { title: 'Dropped', value: withReasons(outcomes.dropped, dropped) },
    { title: 'Failed', value: withReasons(outcomes.failed, failed) },
    { title: 'Perhaps twice', value: String(unknownOutcomes) },
  ]
}
