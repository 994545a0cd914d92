import { Command, InvalidArgumentError } from 'commander'
import { EngagementError } from '../../data/domain/errors'
import type { Anchor } from '../../data/queries/trail-head'
import type { TrailFault } from '../../data/queries/trail-faults'
import { verifyTrail, type TrailReport } from '../../data/queries/verify-trail'
import { operatorGrant } from '../access/operator'
import { plural } from '../answers/phrases'
import { printJson, printLine, withStoreToMend } from './context'

interface VerifyOptions {
  anchor?: Anchor
  json?: true
}

export function auditVerifyCommand(): Command {
  return new Command('verify')
    .description('proves that no entry was changed, removed, inserted or moved')
    .option('--anchor <position:seal>', 'an end of the chain that was noted down earlier', anchor)
    .option('--json', 'prints one JSON document')
    .action((options: VerifyOptions) =>
      withStoreToMend(async (store) => {
        const report = await verifyTrail(store, operatorGrant(), options)
        if (options.json)
          printJson({
            whole: report.faults.length === 0,
            anchored: options.anchor !== undefined,
            ...withAnchor(report),
          })
        else print(report, options.anchor !== undefined)
        if (report.faults.length === 0) return
        throw new EngagementError(
          'trail-broken',
          `The access trail is not whole: ${plural(report.faults.length, 'fault')}.`,
        )
      }),
    )
}

function anchor(text: string): Anchor {
  const [, position, seal] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/u.exec(text) ?? []
  if (position === undefined || seal === undefined) {
    throw new InvalidArgumentError(
      "It must be a place and its seal, as 'engagement audit verify' prints them.",
    )
  }
  return { position: Number(position), seal }
}

function withAnchor({ head, ...report }: TrailReport) {
  return { ...report, anchor: head ? `${head.position}:${head.seal}` : null }
}

function print(report: TrailReport, isAnchored: boolean): void {
  const { checked, unsealed, retired, faults, anchor: end } = withAnchor(report)
  printLine(`${plural(checked, 'sealed record')} checked, ${retired} removed by retention.`)
  if (unsealed > 0)
    printLine(
      `${plural(unsealed, 'look')} from before the chain, of which only the sum at its start is sealed.`,
    )
  for (const fault of faults) printLine(lineOf(fault))
  if (!isAnchored)
    printLine('Not proved without --anchor: that the trail was not set back to an older copy, or begun anew.')
  if (end !== null) printLine(`Anchor to note down elsewhere: ${end}`)
}

function lineOf({ kind, position, entry, what }: TrailFault): string {
  const place = position === undefined ? '' : ` at ${position}`
  return `${kind}${place}${entry === undefined ? '' : ` (entry ${entry})`}: ${what}`
}
