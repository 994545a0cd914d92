import { Command } from 'commander'
import { readUnits } from '../../data/queries/units'
import { accessFor } from '../access/access-for'
import { clockOf } from '../clock'
import { understand } from '../understand'
import { askerOf, withAskerOptions, type AskerOptions } from './asker-options'
import { printJson, withStoreToAsk } from './context'
import { messages } from './lines'
import { recordQuery } from './query-on-record'

export function parseCommand(): Command {
  return withAskerOptions(new Command('parse'))
    .description("prints a message's question as JSON")
    .option('--json', 'prints JSON, as it does anyway')
    .action((text: string, options: AskerOptions) =>
      withStoreToAsk(async (store, { looks }) => {
        const clock = await clockOf(store, options)
        for await (const message of messages(text)) {
          const access = await accessFor(store, clock, askerOf(options))
          const units = await readUnits(store)
          const { question: query } = await understand(message, { store, clock, access, units })
          await recordQuery(store, { query, access, looks })
          printJson(query)
        }
      }),
    )
}
