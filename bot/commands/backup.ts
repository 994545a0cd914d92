import { Command } from 'commander'
import { EngagementError, reasonOf } from '../../data/domain/errors'
import { verifyTrail, type TrailReport } from '../../data/queries/verify-trail'
import { backUp, openBackup, requireEmbedded } from '../../data/store/backup'
import { fileOf, openStore } from '../../data/store/open'
import type { Store } from '../../data/store/store'
import { operatorGrant } from '../access/operator'
import { plural } from '../answers/phrases'
import { readConfig } from '../config'
import { printJson, printLine, using } from './context'
import { recordOperation, schemaOf } from './whole-store'

interface Backup {
  file: string
  bytes: number
  /** Absent where the schema is not this version's: then nothing is known of how the trail is kept. */
  trail: TrailReport | undefined
}

export function backupCommand(): Command {
  return new Command('backup')
    .description('copies the embedded store into a new file while others use it, and checks the copy')
    .requiredOption('--out <file>', 'the new file')
    .option('--json', 'prints one JSON document')
    .action(async ({ out: file, json }: { out: string; json?: true }) => {
      const config = readConfig()
      requireEmbedded(config.database)
      await using(openStore(config.database, config), recordOn(fileOf(config.database)))
      const { bytes } = backUp(config.database, file)
      const trail = await using(openBackup(file, config), verified)
      if (json) printJson(asJson({ file, bytes, trail }))
      else linesOf({ file, bytes, trail }).forEach(printLine)
      refuseBroken(trail)
    })
}

/** One made by another version may be copied too, above all before it is migrated. */
function recordOn(file: string): (store: Store) => Promise<void> {
  return async (store) => {
    const schema = await schemaOf(store)
    if (schema === 'current') await recordOperation(store, 'backup')
    if (schema !== 'none') return
    const words = `${file} is no store of this product, and nothing was copied: check ENGAGEMENT_DATABASE.`
    throw new EngagementError('store-unavailable', words)
  }
}

async function verified(store: Store): Promise<TrailReport | undefined> {
  if ((await schemaOf(store)) !== 'current') return undefined
  try {
    return await verifyTrail(store, operatorGrant())
  } catch (cause) {
    if (!(cause instanceof EngagementError)) throw cause
    const words = `The copy is made, but its access trail cannot be checked: ${reasonOf(cause)}`
    throw new EngagementError('trail-broken', words, { cause })
  }
}

const anchorOf = ({ head }: TrailReport): string | null => (head ? `${head.position}:${head.seal}` : null)

function asJson({ trail, ...copied }: Backup): object {
  if (!trail) return { ...copied, schema: 'other', trail: null }
  const { checked, faults } = trail
  return { ...copied, schema: 'current', trail: { checked, faults: faults.length, anchor: anchorOf(trail) } }
}

function linesOf({ file, bytes, trail }: Backup): string[] {
  const megabytes = Math.max(1, Math.round(bytes / 2 ** 20)).toLocaleString('en-GB')
  return [
    `The store was copied to ${file}: ${megabytes} MB, found whole.`,
    ...(trail
      ? [`${plural(trail.checked, 'sealed record')} of the access trail checked.`]
      : ['Its schema is of another version, which alone can check the access trail in it.']),
    ...(trail?.head ? [`Anchor to note down elsewhere: ${anchorOf(trail)}`] : []),
    'It holds everybody’s data: keep it as safe as the store, apart from ENGAGEMENT_SECRET, and no longer than you need it.',
  ]
}

function refuseBroken(trail: TrailReport | undefined): void {
  const faults = trail?.faults.length ?? 0
  if (faults === 0) return
  throw new EngagementError(
    'trail-broken',
    `The copy is made, but its access trail is not whole: ${plural(faults, 'fault')}. See 'engagement audit verify'.`,
  )
}
