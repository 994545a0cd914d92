import { spawn } from 'node:child_process'
import path from 'node:path'

export const repository = path.resolve(__dirname, '..', '..')

export interface Ran {
  code: number | null
  stdout: string
  stderr: string
}

interface CommandOptions {
  database: string
  input?: string
  environment?: Record<string, string>
  /** Another installation than this one. */
  root?: string
  /** A command that runs it, with that one's arguments. */
  within?: readonly string[]
}

/** A command under way. */
export interface Running {
  kill(signal: NodeJS.Signals): void
  /** What it has said so far on standard error. */
  told(): string
  ended: Promise<Ran>
}

/** Runs the built `engagement` command as a user would. */
export function engagement(args: readonly string[], options: CommandOptions): Promise<Ran> {
  return startCommand(args, options).ended
}

/** Starts the built `engagement` command. */
export function startCommand(args: readonly string[], options: CommandOptions): Running {
  const { database, input = '', environment = {}, root = repository, within = [] } = options
  const [program = process.execPath, ...words] = [
    ...within,
    process.execPath,
    path.join(root, 'bot', 'engagement.mjs'),
    ...args,
  ]
  const child = spawn(program, words, {
    env: { ...process.env, ENGAGEMENT_DATABASE: database, ...environment },
  })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  child.stdin.end(input)
  return {
    kill: (signal) => child.kill(signal),
    told: () => stderr,
    ended: new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr }))),
  }
}
