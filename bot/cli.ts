import { Command, CommanderError } from 'commander'
import { alertsCommand } from './commands/alerts'
import { askCommand } from './commands/ask'
import { auditCommand } from './commands/audit'
import { backupCommand } from './commands/backup'
import { printNote } from './commands/context'
import { demoCommand } from './commands/demo'
import { doctorCommand } from './commands/doctor'
import { evaluateCommand } from './commands/evaluate'
import { feedbackCommand } from './commands/feedback'
import { ingestCommand } from './commands/ingest'
import { manifestCommand } from './commands/manifest'
import { migrateCommand } from './commands/migrate'
import { nightlyCommand } from './commands/nightly'
import { parseCommand } from './commands/parse'
import { rehearseCommand } from './commands/rehearse'
import { restoreCommand } from './commands/restore'
import { retentionCommand } from './commands/retention'
import { sampleCommand } from './commands/sample'
import { scoreCommand } from './commands/score'
import { startCommand } from './commands/start'
import { hearSignals } from './commands/stop-signal'
import { failureLine } from './failure-line'

/** The command line, with every command. */
export function createProgram(): Command {
  const program = new Command('engagement')
    .description("Answers university staff about their students' engagement, each within their own role.")
    .showHelpAfterError("Try 'engagement --help'.")
    .exitOverride()
  const commands = [
    demoCommand(),
    startCommand(),
    migrateCommand(),
    ingestCommand(),
    scoreCommand(),
    nightlyCommand(),
    askCommand(),
    parseCommand(),
    alertsCommand(),
    evaluateCommand(),
    rehearseCommand(),
    auditCommand(),
    feedbackCommand(),
    retentionCommand(),
    backupCommand(),
    restoreCommand(),
    doctorCommand(),
    manifestCommand(),
    sampleCommand(),
  ]
  for (const command of commands) {
    program.addCommand(command)
    throwing(command)
  }
  return program
}

/** As it is typed, with those that it stands under. */
function nameOf(command: Command): string {
  const above = command.parent
  return above?.parent ? `${nameOf(above)} ${command.name()}` : command.name()
}

/** A command and those under it, which throw where commander would end the process, and take nothing that they do not use. */
function throwing(command: Command): void {
  command.commands.forEach(throwing)
  command
    .exitOverride()
    .allowExcessArguments(false)
    .showHelpAfterError(`Try 'engagement ${nameOf(command)} --help'.`)
}

/** Runs the command line: exit 0 done, 1 refused or failed with a one-line reason, 2 wrong usage. */
export async function main(argv: readonly string[] = process.argv): Promise<void> {
  hearSignals()
  try {
    await createProgram().parseAsync(argv)
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2
      return
    }
    printNote(`engagement: ${failureLine(error)}`)
    process.exitCode = 1
  }
}
