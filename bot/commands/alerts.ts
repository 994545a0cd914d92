import { Command } from 'commander'
import { planAlertsCommand } from './alerts-plan'

export function alertsCommand(): Command {
  return new Command('alerts')
    .description('what staff are told unasked: plans it')
    .addCommand(planAlertsCommand())
}
