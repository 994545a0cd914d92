import { Command } from 'commander'
import { recordAct } from '../../data/records/access-trail'
import type { Store } from '../../data/store/store'
import { planAlerts, type PlanReport } from '../alerts/plan/plan'
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
  const report = await planAlerts({ store, clock })
  const question = JSON.stringify({ intent: 'alerts-plan', asOf: clock().toISOString(), report })
  await recordAct(store, { intent: 'alerts-plan', question })
  if (flags.json) printJson(report)
  else linesOf(report).forEach(printLine)
}

function linesOf({ ended, revised, made, passedUp, reminded, digests, weeklyCards }: PlanReport): string[] {
  const passed = passedUp.unopened + passedUp.undelivered + passedUp.paused
  return [
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
