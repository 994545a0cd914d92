import { Command } from 'commander'
import { alertsSendCommand } from './alerts-send'
import { alertsStatusCommand } from './alerts-status'

export function alertsCommand(): Command {
  return new Command('alerts')
    .description('what staff are told unasked: how it is delivered, and how that went')
    .addCommand(alertsSendCommand())
    .addCommand(alertsStatusCommand())
}
