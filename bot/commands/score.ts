import { Command } from 'commander'
import { scoreWeeks, type ScoredWeek } from '../../data/scoring/run'
import { clockOf } from '../clock'
import { day, nowFlag, printJson, printLine, withStoreToMend, type NowOption } from './context'
import { createProgress } from './progress'

interface ScoreFlags extends NowOption {
  from?: string
  to?: string
  reconfigure?: true
  json?: true
}

export function scoreCommand(): Command {
  return new Command('score')
    .description('computes indicators, scores and bands for the weeks that need it')
    .option('--from <date>', 'scores the weeks from this day on, whether they need it or not', day)
    .option('--to <date>', 'scores the weeks up to this day', day)
    .option(
      '--reconfigure',
      'makes past weeks with the present configuration too, which rewrites their history; otherwise each keeps its own',
    )
    .option(...nowFlag)
    .option('--json', 'prints one JSON document')
    .action((options: ScoreFlags) =>
      withStoreToMend(async (store) => {
        const progress = createProgress(options)
        const weeks = await scoreWeeks(store, {
          clock: await clockOf(store, options),
          configuration: store.settings.indicator,
          reconfigure: options.reconfigure ?? false,
          ...(options.from === undefined ? {} : { from: options.from }),
          ...(options.to === undefined ? {} : { to: options.to }),
          onWeek: (done, all) => progress.step(done, all, `week ${done} of ${all}`),
        }).finally(() => progress.stop())
        if (options.json) printJson({ configuration: store.settings.indicator.version, weeks })
        else printWeeks(weeks)
      }),
    )
}

/** Tells which weeks were scored, one a line. */
export function printWeeks(weeks: readonly ScoredWeek[]): void {
  if (weeks.length === 0) printLine('No week needs scores.')
  for (const { weekStart, students, configurations } of weeks)
    printLine(`${weekStart}: ${students} students, configuration ${configurations.join(', ')}`)
}
