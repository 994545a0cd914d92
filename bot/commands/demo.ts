import { Command } from 'commander'
import { dayOf } from '../../data/domain/day'
import { EngagementError } from '../../data/domain/errors'
import { findStaff } from '../../data/queries/staff'
import { readSetting } from '../../data/records/settings'
import { buildSample, needsSample } from '../../data/sample/build'
import { demoTutor } from '../../data/sample/demo-staff'
import { isSampleStaff } from '../../data/sample/is-staff'
import { migrate } from '../../data/store/migrate'
import { openStore } from '../../data/store/open'
import type { Store } from '../../data/store/store'
import { readConfig, refusePlaygroundOnServer, type Config } from '../config'
import { readModelConfig } from '../model-config'
import { loadBot } from './load-bot'
import { appRolesFlag } from './asker-options'
import { nowFlag, port, printLine, printNote, type NowOption } from './context'
import { startPlayground } from './playground'
import type { Persona } from './playground-settings'
import { createProgress } from './progress'
import { sampleSeed } from './sample'
import { stopSignal } from './stop-signal'

interface DemoOptions extends NowOption {
  as: string
  appRoles: string[]
  playgroundPort: number
}

export function demoCommand(): Command {
  return new Command('demo')
    .description('starts the bot on a sample university, with the Microsoft 365 Agents Playground to chat in')
    .option('--as <staff>', 'staff ID or UPN of the person who chats', demoTutor.staffId)
    .option(...appRolesFlag)
    .option('--playground-port <port>', 'the port of the Playground', port, 56150)
    .option(...nowFlag)
    .action(async (options: DemoOptions) => {
      const read = readConfig()
      // The chat shows what happens; the terminal is for what goes wrong.
      const logLevel = read.logLevel === 'info' ? 'warn' : read.logLevel
      const config: Config = { ...read, signIn: 'playground', logLevel }
      refusePlaygroundOnServer(config)
      const persona = await prepareStore(config.database, options)
      const bot = await (
        await loadBot()
      ).startBot(config, {
        ...options,
        playedRoles: options.appRoles,
        model: readModelConfig(),
        schedule: true,
      })
      try {
        const playground = await startPlayground({ port: options.playgroundPort, botPort: bot.port, persona })
        printWelcome(playground.address, persona)
        const ended = await Promise.race([stopSignal().then(() => undefined), playground.ended])
        await playground.stop()
        if (ended) throw ended
      } finally {
        await bot.stop()
      }
    })
}

/** Builds the sample university if there is none, and finds the person who will chat. */
async function prepareStore(database: string, { as, now = new Date() }: DemoOptions): Promise<Persona> {
  const store = openStore(database)
  const progress = createProgress()
  try {
    await migrate(store, () => now)
    if (await needsSample(store)) {
      if (!isSampleStaff(as, { seed: sampleSeed, today: dayOf(now) })) throw noSampleStaff(as)
      printNote('Building the sample university (once)')
      await buildSample(store, { now, seed: sampleSeed, onStep: (...step) => progress.step(...step) })
    }
    const staff = await findStaff(store, { idOrEmail: as })
    if (staff?.entra_object_id == null) throw await nobody(store, as)
    return { ...staff, entra_object_id: staff.entra_object_id }
  } finally {
    progress.stop()
    await store.close()
  }
}

/** A store may hold a university of one's own. */
async function nobody(store: Store, as: string): Promise<EngagementError> {
  if ((await readSetting(store.db, 'sample-now')) !== undefined) return noSampleStaff(as)
  const message = `There is no staff member ${as} with an Entra object ID in the store.`
  return new EngagementError('nothing-to-do', message)
}

/** Whom to try instead is a line of its own: an error names nobody else. */
function noSampleStaff(as: string): EngagementError {
  printNote('Try s0101 (a tutor), s0102 (a programme leader) or s0110 (a pro-vice-chancellor).')
  return new EngagementError('nothing-to-do', `The sample university has no staff member ${as}.`)
}

function printWelcome(address: string, { given_name, family_name }: Persona): void {
  printLine(`Open ${address} and chat as ${given_name} ${family_name}, for example:`)
  for (const text of ['show low-engagement tutees', 'how is Aisha doing', 'what can I see'])
    printLine(`  ${text}`)
  printLine('Ctrl-C stops.')
}
