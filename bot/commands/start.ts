import { Command } from 'commander'
import { readConfig, requireSecret } from '../config'
import { readEntraConfig } from '../entra-config'
import { readModelConfig } from '../model-config'
import { readTelemetryConfig } from '../telemetry-config'
import { loadBot } from './load-bot'
import { nowFlag, printLine, type NowOption } from './context'
import { longestStop } from '../stop'
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
      const telemetry = readTelemetryConfig()
      const stopped = stopSignal()
      const starting = (await loadBot()).startBot(config, { ...options, entra, model, telemetry })
      const bot = await Promise.race([starting, stopped.then(() => undefined)])
      // Before it listens there is nothing to end.
      if (!bot) process.exit(0)
      printLine(`Listening on http://127.0.0.1:${bot.port}/api/messages. Ctrl-C stops.`)
      const signal = await stopped
      endAfter(longestStop, 1)
      // In the trial nothing stands before it, and who presses Ctrl-C waits.
      await bot.stop({ draining: entra !== undefined && signal === 'SIGTERM' })
      endAfter(lastMoment, 0)
    })
}

/** What may still close by itself once all is stopped, in milliseconds. */
const lastMoment = 500

/** Ends a process that something keeps alive; one that ends by itself does so before. */
function endAfter(milliseconds: number, code: number): void {
  setTimeout(() => process.exit(code), milliseconds).unref()
}
