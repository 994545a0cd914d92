import type { Command } from 'commander'
import type { Asker } from '../ask'
import { list, nowFlag, type NowOption } from './context'

export interface AskerOptions extends NowOption {
  as: string
  appRoles: string[]
}

export const appRolesFlag = [
  '--app-roles <roles>',
  'Entra app roles of the sign-in, separated by commas',
  list,
  [] as string[],
] as const

/** Adds what `ask` and `parse` share: the message, who asks, and when. */
export function withAskerOptions(command: Command): Command {
  return command
    .argument('<text>', 'the message; - reads one per line from standard input')
    .requiredOption('--as <staff>', 'staff ID or UPN of the person who asks')
    .option(...appRolesFlag)
    .option(...nowFlag)
}

export function askerOf({ as, appRoles }: AskerOptions): Asker {
  return { key: { idOrEmail: as }, appRoles }
}
