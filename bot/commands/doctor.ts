import { Command } from 'commander'
import { dayOf } from '../../data/domain/day'
import { openStore } from '../../data/store/open'
import type { Store } from '../../data/store/store'
import { clockOf } from '../clock'
import { readConfig } from '../config'
import { asFinding, examine, type Found } from '../doctor'
import { nowFlag, printJson, printLine, type NowOption } from './context'

interface DoctorOptions extends NowOption {
  json?: true
}

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('checks the store, its schema and the feeds; says how to mend what is wrong')
    .option(...nowFlag)
    .option('--json', 'prints one JSON document')
    .action(async (options: DoctorOptions) => {
      const found = await examineConfigured(options)
      const well = found.every(({ state }) => state !== 'wrong')
      if (options.json) printJson({ well, findings: found })
      else found.forEach(printFound)
      if (!well) process.exitCode = 1
    })
}

async function examineConfigured(options: DoctorOptions): Promise<Found[]> {
  const store = openConfigured()
  if ('what' in store) return [store]
  try {
    return await examine({ store, today: async () => dayOf((await clockOf(store, options))()) })
  } finally {
    await store.close()
  }
}

/** The store, or what in the configuration keeps it from being opened. */
function openConfigured(): Store | Found {
  try {
    const { database, secret, settings } = readConfig()
    return openStore(database, { secret, settings })
  } catch (error) {
    return { check: 'configuration', ...asFinding(error) }
  }
}

const marks: Record<Found['state'], string> = { well: 'ok     ', warning: 'look at', wrong: 'MEND   ' }

/** One finding, and what to do about it. */
export function printFound({ check, state, what, mend }: Found): void {
  printLine(`${marks[state]}  ${check}: ${what}`)
  if (mend !== undefined) printLine(`         → ${mend}`)
}
