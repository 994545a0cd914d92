import { Command } from 'commander'
import type { Day } from '../../data/domain/day'
import { readOutcomes } from '../../data/feeds/outcomes'
import { rehearse } from '../../data/rehearsal/rehearse'
import { alertPrecision } from '../../data/queries/alert-precision'
import type { Store } from '../../data/store/store'
import { clockOf } from '../clock'
import { rehearsalText } from '../report/rehearsal-text'
import { readSettings } from '../settings-file'
import { count, day, nowFlag, printJson, printLine, withStore, type NowOption } from './context'
import { evaluatedWeeks, teachingWeeks } from './evaluate'
import { createProgress } from './progress'

interface RehearseFlags extends NowOption {
  config: string
  weeks: number
  outcomes?: string
  teachingWeeks: number[]
  from?: Day
  json?: true
}

export function rehearseCommand(): Command {
  return new Command('rehearse')
    .description(
      'tells what another configuration of the indicator and of the rules of alerts would do, and changes nothing',
    )
    .requiredOption('--config <file>', 'a configuration file, see ENGAGEMENT_CONFIGURATION')
    .option('--weeks <count>', 'how many of the last weeks to score', count, 4)
    .option(
      '--outcomes <file>',
      'back-tests both on outcomes: CSV with student_id, outcome, known_on; or a directory of the Open University dataset',
    )
    .option('--teaching-weeks <list>', 'the teaching weeks of the back-test', teachingWeeks, evaluatedWeeks)
    .option('--from <date>', 'counts those from the first teaching day on or after this one', day)
    .option(...nowFlag)
    .option('--json', 'prints one JSON document')
    .action((flags: RehearseFlags) => withStore((store) => run(store, flags)))
}

async function run(store: Store, flags: RehearseFlags): Promise<void> {
  const { config, weeks, outcomes, teachingWeeks: told, from, json } = flags
  const { indicator: proposed, alerts } = readSettings(config)
  const progress = createProgress()
  const clock = await clockOf(store, flags)
  const rehearsal = await rehearse(store, {
    clock,
    precision: await alertPrecision(store.db, { now: clock() }),
    present: store.settings.indicator,
    proposed,
    rules: { present: store.settings.alerts.rules, proposed: alerts.rules },
    weeks,
    ...(outcomes === undefined
      ? {}
      : {
          backTest: {
            outcomes: await readOutcomes(outcomes),
            weeks: told,
            ...(from === undefined ? {} : { from }),
          },
        }),
    onWeek: (done, all) => progress.step(done, all, `week ${done} of ${all}`),
  }).finally(() => progress.stop())
  if (json) printJson(rehearsal)
  else rehearsalText(rehearsal).forEach(printLine)
}
