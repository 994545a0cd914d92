import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Ran } from '../command'
import type { Image } from './make-image'

/** Runs what an image runs: as its user, with nothing but a folder for temporary files to write to. */
export interface Container {
  /** The only folder that may be written to, as /tmp in a container. */
  temporary: string
  /** A command in place of the image's own, as behind `docker run <image>`. */
  run: (command: readonly string[], environment?: Record<string, string>) => Promise<Ran>
  /** The image's own command. */
  start: (environment: Record<string, string>) => Running
  /** Whatever was made, changed or removed in the image since it was made. */
  changes: () => string[]
  /** Lets the image be removed. */
  close: () => void
}

export interface Running {
  output: () => string
  /** Waits until the image's health check says that it lives; gives how often it said no. */
  healthy: () => Promise<number>
  /** As an engine stops it; gives the exit code. */
  stop: () => Promise<number | null>
}

export function containerOf(image: Image, folder: string): Container {
  const temporary = path.join(folder, 'tmp')
  mkdirSync(temporary)
  // The folders of tests are their maker's alone.
  chmodSync(folder, 0o755)
  const isRoot = process.getuid?.() === 0
  if (isRoot) chownSync(temporary, image.user.uid, image.user.gid)
  const before = contentsOf(image.app)
  // Where the tests run as root, the image's user is another; elsewhere it is the one who made the image.
  chmodFolders(image.root, 0o555)

  const launch = ([program = '', ...args]: readonly string[], environment: Record<string, string>) =>
    spawn(program === 'node' ? process.execPath : program, args, {
      cwd: image.app,
      env: { ...image.environment, HOME: '/nonexistent', TMPDIR: temporary, ...environment },
      ...(isRoot ? image.user : {}),
    })

  return {
    temporary,
    run: (command, environment = {}) => ended(launch([...image.entrypoint, ...command], environment)),
    start: (environment) => {
      const child = launch([...image.entrypoint, ...image.command], environment)
      const running = ended(child)
      let output = ''
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
      return {
        output: () => output,
        healthy: () =>
          untilHealthy(
            () => ended(launch(image.healthCheck, environment)),
            child,
            () => output,
          ),
        stop: async () => {
          child.kill('SIGTERM')
          return (await running).code
        },
      }
    },
    changes: () => {
      const now = contentsOf(image.app)
      return [...now].filter((line) => !before.has(line)).concat([...before].filter((line) => !now.has(line)))
    },
    close: () => chmodFolders(image.root, 0o755),
  }
}

function chmodFolders(folder: string, mode: number): void {
  chmodSync(folder, mode)
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) chmodFolders(path.join(folder, entry.name), mode)
}

/** How long a start may take, in seconds. */
const patience = 60

async function untilHealthy(
  check: () => Promise<Ran>,
  child: ChildProcess,
  output: () => string,
): Promise<number> {
  for (let refusals = 0; refusals < patience * 5; refusals += 1) {
    if (child.exitCode !== null) break
    if ((await check()).code === 0) return refusals
    await wait(200)
  }
  child.kill('SIGKILL')
  throw new Error(`It does not become healthy: ${output()}`)
}

function ended(child: ChildProcess): Promise<Ran> {
  let [stdout, stderr] = ['', '']
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })))
}

/** Every file and folder, with its size and when it was changed. */
function contentsOf(folder: string): Set<string> {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return new Set(
    ['.', ...entries].map((entry) => {
      const { size, mtimeMs } = statSync(path.join(folder, entry))
      return `${entry} ${size} ${mtimeMs}`
    }),
  )
}
