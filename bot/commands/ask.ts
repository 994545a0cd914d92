import { randomUUID } from 'node:crypto'
import { Command, Option } from 'commander'
import { commandLine } from '../../data/records/unusual-looks'
import { ask } from '../ask'
import { clockOf } from '../clock'
import { askerOf, withAskerOptions, type AskerOptions } from './asker-options'
import { printJson, printLine, withStoreToAsk } from './context'
import { messages } from './lines'
import { loadModel } from './load-bot'
import { recordQuery } from './query-on-record'

interface AskOptions extends AskerOptions {
  in: 'personal' | 'group'
  json?: true
  follow?: true
}

export function askCommand(): Command {
  return withAskerOptions(new Command('ask'))
    .description('answers a message as the bot would, without Teams')
    .addOption(
      new Option('--in <chat>', 'the kind of chat').choices(['personal', 'group']).default('personal'),
    )
    .option('--json', 'prints one JSON document per message')
    .option('--follow', 'lets a message go on from the one before, as in a chat')
    .action((text: string, options: AskOptions) =>
      withStoreToAsk(async (store, { looks, logLevel }) => {
        const clock = await clockOf(store, options)
        const conversation = { id: commandLine, kind: options.in }
        const thread = `${commandLine} ${randomUUID()}`
        const memory = options.follow ? { memory: 'follow' as const, thread } : {}
        const model = await loadModel(logLevel)
        for await (const message of messages(text)) {
          const given = { text: message, conversation, ...memory }
          const asked = await ask(store, clock, askerOf(options), given, looks, model)
          const { access, students, text: words, card } = asked.answer
          if (options.json || text === '-') {
            await recordQuery(store, { ...asked, looks }, students)
            const { query, reading } = asked
            printJson({ query, access, students, text: words, card, ...(reading && { reading }) })
          } else words.split('\n').forEach(printLine)
        }
      }),
    )
}
