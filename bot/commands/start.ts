import { Command } from 'commander'
import { readConfig } from '../config'
import { loadBot } from './load-bot'
import { nowFlag, printLine, type NowOption } from './context'
import { stopSignal } from './stop-signal'

export function startCommand(): Command {
  return new Command('start')
    .description('runs the server')
    .option(...nowFlag)
    .action(async (options: NowOption) => {
      const bot = await (await loadBot()).startBot(readConfig(), options)
      printLine(`Listening on http://127.0.0.1:${bot.port}/api/messages. Ctrl-C stops.`)
      await stopSignal()
      await bot.stop()
    })
}
