import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { EngagementError } from '../../data/domain/errors'
import { environmentWith } from '../config'
import { settingsFor, type Persona } from './playground-settings'

export interface Playground {
  address: string
  /** Resolves with the reason when the Playground ends by itself. */
  ended: Promise<EngagementError>
  stop(): Promise<void>
}

export interface PlaygroundOptions {
  port: number
  botPort: number
  persona: Persona
}

const startWithinSeconds = 60

/**
 * Starts the Microsoft 365 Agents Playground, Microsoft's local stand-in for Teams, as one person chatting with the bot.
 *
 * @throws EngagementError `not-installed` without the development packages, `port-busy`, or when it does not start
 */
export async function startPlayground({ port, botPort, persona }: PlaygroundOptions): Promise<Playground> {
  const cli = playgroundCli()
  await refuseBusyPort(port)
  const folder = await mkdtemp(path.join(tmpdir(), 'engagement-playground-'))
  // JSON is YAML too.
  await writeFile(path.join(folder, '.m365agentsplayground.yml'), JSON.stringify(settingsFor(persona)))
  const bot = `http://127.0.0.1:${botPort}/api/messages`
  const child = spawn(
    process.execPath,
    [cli, 'start', '-e', bot, '-c', 'msteams', '-p', String(port), '--dt'],
    {
      cwd: folder,
      env: environmentWith({ APPLICATION_INSIGHTS_NO_STATSBEAT: 'true' }),
      stdio: 'ignore',
    },
  )
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    await exited
    await rm(folder, { recursive: true, force: true })
  }
  const address = `http://localhost:${port}`
  if (!(await answersSoon(address, child))) {
    await stop()
    throw new EngagementError(
      'unexpected',
      `The Playground did not start within ${startWithinSeconds} seconds.`,
    )
  }
  const ended = exited.then(() => new EngagementError('unexpected', 'The Playground has ended by itself.'))
  return { address, ended, stop }
}

function playgroundCli(): string {
  try {
    return createRequire(__filename).resolve('@microsoft/m365agentsplayground/cli.js')
  } catch (cause) {
    throw new EngagementError(
      'not-installed',
      "The Microsoft 365 Agents Playground is not installed: run 'npm ci' with the development packages.",
      { cause },
    )
  }
}

/** The Playground itself would quietly take another port. */
async function refuseBusyPort(port: number): Promise<void> {
  const free = await new Promise<boolean>((resolve) => {
    const probe = createServer()
      .once('error', () => resolve(false))
      .once('listening', () => probe.close(() => resolve(true)))
      .listen(port)
  })
  if (free) return
  throw new EngagementError(
    'port-busy',
    `Port ${port} is in use: stop the program that has it, or choose another with --playground-port.`,
  )
}

async function answersSoon(address: string, child: ChildProcess): Promise<boolean> {
  for (let tenths = 0; tenths < startWithinSeconds * 10 && child.exitCode === null; tenths += 1) {
    const answered = await fetch(address).then(
      (response) => response.ok,
      () => false,
    )
    if (answered) return true
    await wait(100)
  }
  return false
}
