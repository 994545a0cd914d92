import { Command } from 'commander'
import { understand, type Asker } from '../ask'
import { clockOf } from '../clock'
import { list, nowFlag, printJson, withStore, type NowOption } from './context'
import { messages } from './lines'

interface ParseOptions extends NowOption {
  as: string
  appRoles: string[]
}

export function parseCommand(): Command {
  return new Command('parse')
    .description("prints a message's question as JSON")
    .argument('<text>', 'the message; - reads one per line from standard input')
    .requiredOption('--as <staff>', 'staff ID or UPN of the person who asks')
    .option('--app-roles <roles>', 'Entra app roles of the sign-in, separated by commas', list, [])
    .option(...nowFlag)
    .option('--json', 'prints JSON, as it does anyway')
    .action((text: string, options: ParseOptions) =>
      withStore(async (store) => {
        const clock = await clockOf(store, options)
        const asker: Asker = { key: { idOrEmail: options.as }, appRoles: options.appRoles }
        for await (const message of messages(text)) {
          printJson((await understand(store, clock, asker, message)).query)
        }
      }),
    )
}
