import { Command } from 'commander'
import { understand } from '../ask'
import { clockOf } from '../clock'
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
          const { query, access } = await understand(store, clock, askerOf(options), message)
          await recordQuery(store, { query, access, looks })
          printJson(query)
        }
      }),
    )
}
