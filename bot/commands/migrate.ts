import { Command } from 'commander'
import { migrate } from '../../data/store/migrate'
import { openStore } from '../../data/store/open'
import { readConfig } from '../config'
import { printJson, printLine } from './context'

export function migrateCommand(): Command {
  return new Command('migrate')
    .description("brings the store's schema up to date")
    .option('--json', 'prints one JSON document')
    .action(async ({ json }: { json?: true }) => {
      const store = openStore(readConfig().database)
      try {
        const applied = await migrate(store, () => new Date())
        if (json) printJson({ applied })
        else printLine(applied.length === 0 ? 'The schema is up to date.' : `Applied ${applied.join(', ')}.`)
        for (const advice of await store.advice()) process.stderr.write(`${advice}\n`)
      } finally {
        await store.close()
      }
    })
}
