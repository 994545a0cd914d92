import { Command } from 'commander'
import { planAlertsCommand } from './alerts-plan'
import { alertsSendCommand } from './alerts-send'
import { alertsStatusCommand } from './alerts-status'

export function alertsCommand(): Command {
  return new Command('alerts')
    .description('what staff are told unasked: plans it, delivers it, and says how that went')
    .addCommand(planAlertsCommand())
    .addCommand(alertsSendCommand())
    .addCommand(alertsStatusCommand())
}
