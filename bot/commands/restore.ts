import { Command } from 'commander'
import { EngagementError } from '../../data/domain/errors'
import { awaitFeeds } from '../../data/records/awaited-feeds'
import { openBackup } from '../../data/store/backup'
import { fileOf, isSqlite } from '../../data/store/open'
import { requireBackup } from '../../data/store/require-backup'
import { putBack, type PutBack } from '../../data/store/restore'
import type { Store } from '../../data/store/store'
import { readConfig } from '../config'
import { printJson, printLine, using, withStoreToMend } from './context'
import { recordOperation, schemaOf, type SchemaState } from './whole-store'

type Schema = Extract<SchemaState, 'current' | 'older'>
type Restored = PutBack & { file: string; schema: Schema }

export function restoreCommand(): Command {
  return new Command('restore')
    .description(
      'puts a backup in the place of the embedded store, and keeps what was there; on a SQL Server, once its database was put back: has it show nothing until roles were loaded anew',
    )
    .argument('[file]', "for the embedded store: a backup, as 'engagement backup' makes it")
    .option('--json', 'prints one JSON document')
    .action(async (backup: string | undefined, { json }: { json?: true }, command: Command) => {
      const { database } = readConfig()
      if (!isSqlite(database)) return restored(backup, json)
      if (backup === undefined) return command.error("error: missing required argument 'file'")
      return restore(backup, json)
    })
}

async function restore(backup: string, json: true | undefined): Promise<void> {
  const config = readConfig()
  const file = fileOf(config.database)
  requireBackup(backup, file)
  const schema = knownSchema(backup, await using(openBackup(backup, config), schemaOf))
  const prepare = (store: Store): Promise<void> => makeReady(store, schema)
  const put = await putBack(backup, file, { now: new Date(), given: config, prepare })
  if (json) printJson({ file, aside: put.aside ?? null, beside: put.beside, schema })
  else linesOf({ file, ...put, schema }).forEach(printLine)
}

/** A SQL Server was put back where it runs: the store is told so. */
async function restored(backup: string | undefined, json: true | undefined): Promise<void> {
  if (backup !== undefined)
    throw new EngagementError(
      'nothing-to-do',
      "A SQL Server is restored where it runs, not from here: into a new database, which ENGAGEMENT_DATABASE then names. Then run 'engagement restore' without a file.",
    )
  await withStoreToMend((store) => makeReady(store, 'current'))
  if (json) printJson({ restored: true })
  else ['The database is one that was put back.', ...next].forEach(printLine)
}

function knownSchema(backup: string, schema: SchemaState): Schema {
  if (schema === 'none')
    throw new EngagementError(
      'store-changed',
      `${backup} is a database, but no store of this product: name a file that 'engagement backup' made.`,
    )
  if (schema === 'unknown')
    throw new EngagementError(
      'store-changed',
      `${backup} was made by a version that this one does not know: restore it with the version that made it, or a newer one.`,
    )
  return schema
}

async function makeReady(store: Store, schema: Schema): Promise<void> {
  await awaitFeeds(store)
  if (schema === 'current') await recordOperation(store, 'restore')
}

function linesOf({ file, aside, beside, schema }: Restored): string[] {
  return [
    `The store ${file} is the backup now.`,
    ...(aside === undefined
      ? []
      : [`What was there before lies in ${aside}: it holds everybody’s data too.`]),
    ...(beside.length === 0
      ? []
      : [`From earlier restores: ${beside.join(', ')}. Delete what you no longer need, with its -wal.`]),
    ...(schema === 'older'
      ? ["Its schema is of an earlier version: run that version, or 'engagement migrate' with this one."]
      : []),
    ...next,
  ]
}

/** What is to be done then, in order. */
const next = [
  "First: 'engagement audit verify', 'engagement retention run', and once more all that was erased since the backup.",
  "Then load the newest feeds, students, staff and assignments among them, by 'engagement nightly': until then nothing is shown or sent, for roles that ended since would count again. Then 'engagement doctor', and start the bot.",
  'Everybody signs in again. What was to be told and was told since then is told once more: see ‘engagement alerts status’.',
]
