import { Command } from 'commander'
import { understand } from '../ask'
import { clockOf } from '../clock'
import { askerOf, withAskerOptions, type AskerOptions } from './asker-options'
import { printJson, withStoreToAsk } from './context'
import { messages } from './lines'

export function parseCommand(): Command {
  return withAskerOptions(new Command('parse'))
    .description("prints a message's question as JSON")
    .option('--json', 'prints JSON, as it does anyway')
    .action((text: string, options: AskerOptions) =>
      withStoreToAsk(async (store) => {
        const clock = await clockOf(store, options)
        for await (const message of messages(text)) {
          printJson((await understand(store, clock, askerOf(options), message)).query)
        }
      }),
    )
}
