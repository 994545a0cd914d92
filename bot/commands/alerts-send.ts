import { Command } from 'commander'
import { createDispatcher } from '../alerts/sending/dispatch'
import { clockOf } from '../clock'
import { readConfig } from '../config'
import { readEntraConfig } from '../entra-config'
import { createLog, muteConsole } from '../log'
import { withoutImBack } from '../../cards/without-im-back'
import { deliveries } from '../../data/queries/deliveries'
import { operatorGrant } from '../access/operator'
import { plural } from '../answers/phrases'
import { nowFlag, printLine, withStore, type NowOption } from './context'
import { stopSignal } from './stop-signal'

interface SendOptions extends NowOption {
  follow?: true
}

export function alertsSendCommand(): Command {
  return new Command('send')
    .description('delivers what is due, then ends; needs the settings by which the server signs in')
    .option('--follow', 'goes on with what becomes due, until it is stopped')
    .option(...nowFlag)
    .action(({ now, follow }: SendOptions) =>
      withStore(async (store) => {
        const { signIn, logLevel } = readConfig()
        const log = createLog(logLevel)
        if (signIn === 'entra') muteConsole(log)
        const channel = await channelFor(signIn)
        const clock = await clockOf(store, now ? { now } : {})
        const sendingTime = (): Date => now ?? new Date()
        const since = new Date()
        const dispatcher = createDispatcher({ store, clock, sendingTime, log, channel })
        const delivering = follow ? dispatcher.follow() : dispatcher.deliverDue()
        await Promise.race([delivering, stopSignal()])
        await dispatcher.stop()
        await delivering
        const range = { since: now ?? since, now: sendingTime() }
        const { outcomes, waiting } = await deliveries(store, operatorGrant(), range)
        printLine(
          `${plural(outcomes.sent, 'message')} sent, ${outcomes.revised} revised, ${outcomes.withdrawn} taken back, ${outcomes.dropped} dropped, ${outcomes.failed} failed; ${waiting} waiting.`,
        )
      }),
    )
}

/** The Bot Framework takes most of a second to load, which other commands need not wait. */
async function channelFor(signIn: 'entra' | 'playground') {
  const { channelOf, channelOfPlayground } = await import('../teams/channels.js')
  return signIn === 'entra' ? channelOf(readEntraConfig()) : channelOfPlayground(withoutImBack)
}
