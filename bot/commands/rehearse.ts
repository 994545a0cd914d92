import { readFile } from 'node:fs/promises'
import { Command } from 'commander'
import { ZodError } from 'zod'
import type { Day } from '../../data/domain/day'
import { EngagementError } from '../../data/domain/errors'
import { readOutcomes } from '../../data/feeds/outcomes'
import { rehearse } from '../../data/rehearsal/rehearse'
import {
  parseConfiguration,
  standardConfiguration,
  type Configuration,
} from '../../data/scoring/configuration'
import type { Store } from '../../data/store/store'
import { clockOf } from '../clock'
import { rehearsalText } from '../report/rehearsal-text'
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
    .description('tells what another configuration of the indicator would do, and changes nothing')
    .requiredOption('--config <file>', 'JSON with all values, as data/scoring/standard-configuration.json')
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
  const proposed = await readConfiguration(config)
  const progress = createProgress()
  const rehearsal = await rehearse(store, {
    clock: await clockOf(store, flags),
    present: standardConfiguration,
    proposed,
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

/** @throws EngagementError `configuration`, which names the wrong value */
async function readConfiguration(file: string): Promise<Configuration> {
  try {
    return parseConfiguration(JSON.parse(await readFile(file, 'utf8')))
  } catch (cause) {
    throw new EngagementError('configuration', `${file} is no configuration: ${faultOf(cause)}.`, { cause })
  }
}

function faultOf(cause: unknown): string {
  if (cause instanceof SyntaxError) return 'it is not JSON'
  if (!(cause instanceof ZodError)) return 'there is no such file, or no permission'
  const [issue] = cause.issues
  const where = issue?.path.join('.') ?? ''
  return where === '' ? (issue?.message ?? 'a value is wrong') : `${where}: ${issue?.message ?? 'wrong'}`
}
