import { Command } from 'commander'
import type { Evaluation } from '../../data/alerting/evaluation'
import { recordAct } from '../../data/records/access-trail'
import type { Store } from '../../data/store/store'
import { evaluateAndPlan, type AlertRound } from '../alerts/evaluate-and-plan'
import { plural } from '../answers/phrases'
import { clockOf } from '../clock'
import { nowFlag, printJson, printLine, withStore, type NowOption } from './context'

interface PlanFlags extends NowOption {
  json?: true
}

export function planAlertsCommand(): Command {
  return new Command('plan')
    .description('finds what is new, and plans who is told of it when; the same again changes nothing')
    .option(...nowFlag)
    .option('--json', 'prints one JSON document')
    .action((flags: PlanFlags) => withStore((store) => run(store, flags)))
}

async function run(store: Store, flags: PlanFlags): Promise<void> {
  const clock = await clockOf(store, flags)
  const { evaluation, plan } = await evaluateAndPlan(store, clock)
  const found = evaluation && countsOf(evaluation)
  const report = { ...(found && { found }), ...plan }
  const question = JSON.stringify({ intent: 'alerts-plan', asOf: clock().toISOString(), report })
  await recordAct(store, { intent: 'alerts-plan', question })
  if (flags.json) printJson(report)
  else linesOf({ evaluation, plan }).forEach(printLine)
}

const countsOf = ({ opened, worsened, improved, closed, corrected, reopened }: Evaluation) => ({
  opened: opened.length,
  worsened: worsened.length,
  improved: improved.length,
  closed: closed.length,
  corrected: corrected.length,
  reopened: reopened.length,
})

function foundIn(evaluation: Evaluation | undefined): string {
  if (!evaluation) return 'Found: nothing is newer than the last evaluation'
  const { opened, worsened, improved, closed, corrected, reopened } = countsOf(evaluation)
  return `Found: ${opened} opened, ${worsened} worse, ${improved} better, ${closed} over, ${corrected} corrected, ${reopened} open again`
}

function linesOf({ evaluation, plan }: AlertRound): string[] {
  const { ended, revised, made, passedUp, reminded, digests, weeklyCards } = plan
  const passed = passedUp.unopened + passedUp.undelivered + passedUp.paused
  return [
    foundIn(evaluation),
    `Made: ${plural(made.cards, 'card')}, ${plural(made.digests, 'alert')} for the digest; ${plural(made.joined, 'episode')} joined an alert, ${plural(made.revived, 'alert')} go on`,
    `Over: ${ended.closed} put right, ${ended.withdrawn} withdrawn, ${ended.unsent} never sent; changed: ${revised}`,
    `Reminded of: ${reminded}; passed up: ${passed} (${passedUp.unopened} unopened, ${passedUp.undelivered} undelivered, ${passedUp.paused} paused), ${passedUp.nobodyAbove} with nobody above`,
    `Digests: ${digests.messages} new, with ${plural(digests.alerts, 'alert')}; weekly cards: ${weeklyCards}`,
    `Left alone: ${plural(made.knownReasons, 'student')} whose reason is known, ${plural(made.unwanted, 'episode')} that nobody wants to hear of`,
    ...(made.withoutAnybody === 0
      ? []
      : [
          `Students without anybody to tell: ${made.withoutAnybody}. Check their tutors and programme leaders in the assignments.`,
        ]),
  ]
}
