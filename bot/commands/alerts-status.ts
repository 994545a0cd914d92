import { Command } from 'commander'
import { dayInWords, dayOf, timeOf } from '../../data/domain/day'
import { deliveries, type Deliveries, type Reason } from '../../data/queries/deliveries'
import { alertPrecision, type RulePrecision } from '../../data/queries/alert-precision'
import { reachByRole, type Reach } from '../../data/queries/reach'
import { operatorGrant } from '../access/operator'
import { roleWords } from '../access/policy'
import { reasonsInWords } from '../answers/delivery-reasons'
import { toldPrecision, usefulnessFacts } from '../answers/usefulness'
import { waitsInWords } from '../answers/waiting-messages'
import { clockOf } from '../clock'
import { nowFlag, printJson, printLine, withStoreToMend, type NowOption } from './context'

interface StatusOptions extends NowOption {
  json?: true
}

/** How far back it counts. */
const days = 30

export function alertsStatusCommand(): Command {
  return new Command('status')
    .description(
      `how what staff are told unasked was delivered in the last ${days} days, and whom it reaches`,
    )
    .option('--json', 'prints one JSON document')
    .option(...nowFlag)
    .action(({ now: given, json }: StatusOptions) =>
      withStoreToMend(async (store) => {
        const clock = await clockOf(store, given ? { now: given } : {})
        // Deliveries go by real time, also where questions do not.
        const now = given ?? new Date()
        const since = new Date(now.getTime() - days * 86_400_000)
        const found = await deliveries(store, operatorGrant(), { since, now })
        const reach = await reachByRole(store, operatorGrant(), dayOf(clock()))
        const usefulness = await alertPrecision(store.db, { now: clock(), byProgramme: json === true })
        if (json)
          printJson({
            since: since.toISOString(),
            ...found,
            reach,
            usefulness: usefulness.map(toldPrecision),
          })
        else
          [...deliveryLines(found), ...reachLines(reach), ...usefulnessLines(usefulness)].forEach(printLine)
      }),
    )
}

function usefulnessLines(rules: readonly RulePrecision[]): string[] {
  const lines = usefulnessFacts(rules).map(({ title, value }) => `  ${title}: ${value}`)
  return ['How useful alerts were found in half a year', ...(lines.length > 0 ? lines : ['  none told yet'])]
}

function deliveryLines(found: Deliveries): string[] {
  const { waiting, due, oldestDue, waitingFor, outcomes, failed, dropped, unknownOutcomes } = found
  const oldest = oldestDue ? `, the oldest since ${timeOf(oldestDue)} on ${dayInWords(dayOf(oldestDue))}` : ''
  const { forChats, others } = waitsInWords(waitingFor)
  return [
    `Waiting: ${waiting}, of which ${due} due${oldest}${others.length === 0 ? '' : `; last try: ${reasonsInWords(others)}`}`,
    ...forChats.map((line) => `  ${line}`),
    `In the last ${days} days`,
    `  sent: ${outcomes.sent}`,
    `  revised in place: ${outcomes.revised}`,
    `  taken back: ${outcomes.withdrawn}`,
    `  dropped, no longer to be told: ${outcomes.dropped}${reasons(dropped)}`,
    `  failed: ${outcomes.failed}${reasons(failed)}`,
    `  outcome unknown, so sent again, perhaps twice: ${unknownOutcomes}`,
  ]
}

const reasons = (list: readonly Reason[]): string => (list.length === 0 ? '' : ` (${reasonsInWords(list)})`)

function reachLines(reach: readonly Reach[]): string[] {
  return [
    'Reach, by role',
    ...reach.map(
      ({ role, people, reached, blocked, without }) =>
        `  ${roleWords(role)}: ${people === 1 ? '1 person' : `${people.toLocaleString('en-GB')} people`}, ${reached} with a chat, ${blocked} blocked, ${without} without`,
    ),
  ]
}
