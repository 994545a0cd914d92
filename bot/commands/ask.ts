import { Command, Option } from 'commander'
import { ask, type Asker } from '../ask'
import { clockOf } from '../clock'
import { list, nowFlag, printJson, printLine, withStore, type NowOption } from './context'
import { messages } from './lines'

interface AskOptions extends NowOption {
  as: string
  appRoles: string[]
  in: 'personal' | 'group'
  json?: true
}

export function askCommand(): Command {
  return new Command('ask')
    .description('answers a message as the bot would, without Teams')
    .argument('<text>', 'the message; - reads one per line from standard input')
    .requiredOption('--as <staff>', 'staff ID or UPN of the person who asks')
    .option('--app-roles <roles>', 'Entra app roles of the sign-in, separated by commas', list, [])
    .addOption(
      new Option('--in <chat>', 'the kind of chat').choices(['personal', 'group']).default('personal'),
    )
    .option(...nowFlag)
    .option('--json', 'prints one JSON document per message')
    .action((text: string, options: AskOptions) =>
      withStore(async (store) => {
        const clock = await clockOf(store, options)
        const asker: Asker = { key: { idOrEmail: options.as }, appRoles: options.appRoles }
        const conversation = { id: 'command-line', kind: options.in }
        for await (const message of messages(text)) {
          const { query, answer } = await ask(store, clock, asker, { text: message, conversation })
          const { access, students, text: words, card } = answer
          if (options.json || text === '-') printJson({ query, access, students, text: words, card })
          else printLine(words)
        }
      }),
    )
}
