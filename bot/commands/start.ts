import { Command } from 'commander'
import { readConfig, requireSecret } from '../config'
import { readEntraConfig } from '../entra-config'
import { readModelConfig } from '../model-config'
import { loadBot } from './load-bot'
import { nowFlag, printLine, type NowOption } from './context'
import { stopSignal } from './stop-signal'

export function startCommand(): Command {
  return new Command('start')
    .description('runs the server')
    .option('--no-schedule', "plans nothing by itself: 'engagement alerts plan' does, by whatever schedule")
    .option(...nowFlag)
    .action(async (options: NowOption & { schedule: boolean }) => {
      const config = readConfig()
      const entra = config.signIn === 'entra' ? readEntraConfig() : undefined
      if (entra) requireSecret(config)
      const model = readModelConfig()
      const bot = await (await loadBot()).startBot(config, { ...options, entra, model })
      printLine(`Listening on http://127.0.0.1:${bot.port}/api/messages. Ctrl-C stops.`)
      await stopSignal()
      await bot.stop()
    })
}
