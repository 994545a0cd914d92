import { Command } from 'commander'
import { readOutcomes } from '../../data/feeds/outcomes'
import { evaluate, type WeekEvaluation } from '../../data/scoring/evaluate'
import { EngagementError } from '../../data/domain/errors'
import { printJson, printLine, withStore } from './context'

const weeks = [4, 8, 12, 16]

export function evaluateCommand(): Command {
  return new Command('evaluate')
    .description('back-tests the scores against outcomes: AUC and precision in the lowest tenth, per week')
    .requiredOption(
      '--outcomes <file>',
      'CSV with student_id, outcome, known_on; or a directory of the Open University dataset',
    )
    .option('--json', 'prints one JSON document')
    .action(({ outcomes, json }: { outcomes: string; json?: true }) =>
      withStore(async (store) => {
        const evaluations = await evaluate(store, await readOutcomes(outcomes), weeks)
        if (evaluations.length === 0) {
          throw new EngagementError(
            'nothing-to-do',
            "No scored week has students with outcomes: run 'engagement score' first.",
          )
        }
        if (json) printJson({ evaluations })
        else print(evaluations)
      }),
    )
}

function print(evaluations: readonly WeekEvaluation[]): void {
  const columns = ['programme', 'week', 'students', 'negative', 'unknown', 'AUC', 'precision in lowest tenth']
  printLine(columns.join('\t'))
  for (const { programme, week, students, negative, unknown, auc, precisionLowestDecile } of evaluations) {
    const figures = [auc, precisionLowestDecile].map((figure) => figure?.toFixed(3) ?? '-')
    printLine([programme, week, students, negative, unknown, ...figures].join('\t'))
  }
}
