import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { repository } from '../command'
import { requireFreshBuild } from '../fresh-build'
import { freePort } from '../free-port'
import { keepStart } from '../logs/kept'

export interface ServerProcess {
  /** Where it listens, without a slash at its end. */
  address: string
  pid: number
  /** Everything that it has said so far, on standard output and standard error. */
  output(): string
  /** Asks it to stop as Ctrl-C does, with which it does not wait to be seen as unready; waits until it has stopped. */
  stop(): Promise<void>
  /** Sends it a signal. */
  signal(signal: NodeJS.Signals): void
  /** How it ended, once it has. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
}

/** How long a server may take to stop before it is made to, in milliseconds. */
const patience = 25_000

/** Starts the built server as an operator would, and waits until it listens. */
export async function startServer(options: {
  environment: Record<string, string>
  now?: Date
}): Promise<ServerProcess> {
  requireFreshBuild()
  const port = await freePort()
  const now = options.now ? ['--now', options.now.toISOString()] : []
  const cli = path.join(repository, 'bot', 'engagement.mjs')
  // What it plans by itself would stand between what a test sees.
  const child = spawn(process.execPath, [cli, 'start', '--no-schedule', ...now], {
    env: { ...process.env, ...options.environment, PORT: String(port) },
  })
  let output = ''
  const ended: ServerProcess['ended'] = new Promise((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal })),
  )
  await new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      output += chunk.toString()
      if (output.includes('Listening on')) resolve()
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    void ended.then(() => reject(new Error(`The server did not start: ${output}`)))
  })
  if ((options.environment.LOG_LEVEL ?? 'info') === 'info') keepStart()
  return {
    address: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    output: () => output,
    stop: () => stop(child, ended),
    signal: (signal) => void child.kill(signal),
    ended,
  }
}

async function stop(child: ChildProcess, ended: ServerProcess['ended']): Promise<void> {
  const cutOff = setTimeout(() => child.kill('SIGKILL'), patience)
  child.kill('SIGINT')
  await ended
  clearTimeout(cutOff)
}
