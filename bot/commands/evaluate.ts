import { writeFile } from 'node:fs/promises'
import { Command, InvalidArgumentError } from 'commander'
import { EngagementError } from '../../data/domain/errors'
import type { Day } from '../../data/domain/day'
import { evaluate, type Evaluation } from '../../data/evaluation/evaluate'
import { readGroups } from '../../data/feeds/groupings'
import { readOutcomes } from '../../data/feeds/outcomes'
import type { Store } from '../../data/store/store'
import { createDraw } from '../report/drawing'
import { evaluationHtml } from '../report/evaluation-html'
import { evaluationText } from '../report/evaluation-text'
import { count, day, list, printJson, printLine, withStore } from './context'

/** The teaching weeks at which a back-test looks, unless others are asked for. */
export const evaluatedWeeks = [4, 8, 12, 16]

interface EvaluateFlags {
  outcomes: string
  groups?: string
  weeks: number[]
  from?: Day
  report?: string
  json?: true
}

export function evaluateCommand(): Command {
  return new Command('evaluate')
    .description('back-tests the scores against outcomes: areas under the curve, precision, recall, fairness')
    .requiredOption(
      '--outcomes <file>',
      'CSV with student_id, outcome, known_on; or a directory of the Open University dataset',
    )
    .option(
      '--groups <file>',
      'CSV with student_id, group, value, for fairness by group; or a directory of the Open University dataset',
    )
    .option('--weeks <list>', 'the teaching weeks to look at, such as 4,8', teachingWeeks, evaluatedWeeks)
    .option('--from <date>', 'counts the weeks from the first teaching day on or after this one', day)
    .option(
      '--report <file>',
      'also writes an HTML page with charts, without small numbers, fit to be mailed',
    )
    .option('--json', 'prints one JSON document')
    .action((flags: EvaluateFlags) => withStore((store) => run(store, flags)))
}

/** Parses "4,8" into the teaching weeks. */
export function teachingWeeks(text: string): number[] {
  const weeks = list(text).map(count)
  if (weeks.length === 0) throw new InvalidArgumentError('It must be weeks, such as 4,8.')
  return weeks
}

async function run(
  store: Store,
  { outcomes, groups, weeks, from, report, json }: EvaluateFlags,
): Promise<void> {
  const evaluation = await evaluate(store, {
    outcomes: await readOutcomes(outcomes),
    ...(groups === undefined ? {} : { groups: await readGroups(groups) }),
    weeks,
    ...(from === undefined ? {} : { from }),
  })
  if (evaluation.evaluations.length === 0) {
    throw new EngagementError(
      'nothing-to-do',
      "No scored week has students with outcomes: run 'engagement score' first.",
    )
  }
  if (report !== undefined) await writeReport(report, evaluation)
  if (json) printJson(evaluation)
  else evaluationText(evaluation).forEach(printLine)
}

async function writeReport(file: string, evaluation: Evaluation): Promise<void> {
  const html = evaluationHtml(await createDraw(), evaluation)
  try {
    await writeFile(file, html)
  } catch (cause) {
    throw new EngagementError('unexpected', `${file} cannot be written: no such folder, or no permission.`, {
      cause,
    })
  }
}
