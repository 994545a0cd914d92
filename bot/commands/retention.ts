import { Command } from 'commander'
import { EngagementError } from '../../data/domain/errors'
import type { OperatorGrant } from '../../data/domain/read-grants'
import { planRetention, runRetention, type RetentionReport } from '../../data/rights/retention'
import type { Store } from '../../data/store/store'
import { operatorGrant } from '../access/operator'
import { plural } from '../answers/phrases'
import { nowFlag, printJson, printLine, withStoreToMend, type NowOption } from './context'

interface RetentionOptions extends NowOption {
  json?: true
}

export function retentionCommand(): Command {
  return new Command('retention')
    .description('keeps personal data no longer than the register allows')
    .addCommand(
      subcommand('plan', 'shows what is due for removal, and changes nothing', planRetention, 'due'),
    )
    .addCommand(subcommand('run', 'removes what is due, and says what it was', runRetention, 'removed'))
}

type Work = (store: Store, grant: OperatorGrant, now: Date) => Promise<RetentionReport>

/**
 * Retention by a later clock would remove what is to be kept.
 *
 * @throws EngagementError `nothing-to-do`
 */
function refuseAhead(now: Date): void {
  if (now.getTime() <= Date.now()) return
  throw new EngagementError(
    'nothing-to-do',
    "Nothing is removed before its time: 'retention run' takes no --now that lies ahead; 'retention plan' does.",
  )
}

function subcommand(name: string, description: string, work: Work, done: string): Command {
  const mayLookAhead = work !== runRetention
  return new Command(name)
    .description(description)
    .option(...nowFlag)
    .option('--json', 'prints one JSON document')
    .action(({ now = new Date(), json }: RetentionOptions) =>
      withStoreToMend(async (store) => {
        if (!mayLookAhead) refuseAhead(now)
        const { due, kept } = await work(store, operatorGrant(), now)
        if (json) printJson({ [done]: due, kept })
        else print({ due, kept }, done)
      }),
    )
}

function print({ due, kept }: RetentionReport, done: string): void {
  for (const { table, rows, before } of due)
    printLine(`${table}: ${plural(rows, 'row')} ${done}, from before ${before}`)
  printLine('Kept, since this version has no rule that removes them:')
  for (const { table, period } of kept) printLine(`${table}: to be kept ${period}`)
}
