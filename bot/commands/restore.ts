import { Command } from 'commander'
import { EngagementError } from '../../data/domain/errors'
import { openBackup } from '../../data/store/backup'
import { fileOf, isSqlite, openStore } from '../../data/store/open'
import { putBack, requireBackup } from '../../data/store/restore'
import { readConfig } from '../config'
import { printJson, printLine, using } from './context'
import { recordOperation, schemaOf } from './whole-store'

interface Restored {
  file: string
  /** What was there before. */
  aside: string | undefined
  schema: 'current' | 'older'
}

export function restoreCommand(): Command {
  return new Command('restore')
    .description('puts a backup in the place of the embedded store, and keeps what was there')
    .argument('<file>', "a backup, as 'engagement backup' makes it")
    .option('--json', 'prints one JSON document')
    .action(async (backup: string, { json }: { json?: true }) => {
      const config = readConfig()
      refuseServer(config.database)
      requireBackup(backup)
      const schema = await using(openBackup(backup, config), schemaOf)
      if (schema === 'unknown') throw unknownSchema(backup)
      const file = fileOf(config.database)
      const { aside } = putBack(backup, file, new Date())
      if (schema === 'current')
        await using(openStore(config.database, config), (store) => recordOperation(store, 'restore'))
      if (json) printJson({ file, aside: aside ?? null, schema })
      else linesOf({ file, aside, schema }).forEach(printLine)
    })
}

function refuseServer(database: string): void {
  if (isSqlite(database)) return
  throw new EngagementError(
    'nothing-to-do',
    'A SQL Server is restored where it runs, not from here: into a new database, which ENGAGEMENT_DATABASE then names.',
  )
}

function unknownSchema(backup: string): EngagementError {
  return new EngagementError(
    'store-changed',
    `${backup} was made by a version that this one does not know: restore it with the version that made it, or a newer one.`,
  )
}

function linesOf({ file, aside, schema }: Restored): string[] {
  return [
    `The store ${file} is the backup now.`,
    ...(aside === undefined
      ? []
      : [`What was there before lies in ${aside}: it holds everybody’s data too.`]),
    ...(schema === 'older'
      ? ["Its schema is of an earlier version: run that version, or 'engagement migrate' with this one."]
      : []),
    "Before the bot starts: 'engagement doctor', 'engagement audit verify', 'engagement retention run', and once more all that was erased since the backup.",
    'Then load the feeds since. What was to be told and was told since then is told once more: see ‘engagement alerts status’.',
  ]
}
