import { spawn } from 'node:child_process'
import path from 'node:path'
import { z } from 'zod'

const measured = z.object({
  seconds: z.number(),
  /** Of all threads: what the time would be on one core, and steadier where other programs run. */
  cpuSeconds: z.number(),
  peakMegabytes: z.number(),
  result: z.unknown(),
})

/** What a step took. */
export type Measured = z.infer<typeof measured>

/** Runs an exported function of a module beside this file, in a process of its own. Arguments and result are JSON. */
export async function measure(module: string, name: string, ...args: unknown[]): Promise<Measured> {
  const child = spawn(
    process.execPath,
    [path.join(__dirname, 'child.mjs'), path.join(__dirname, module), name, JSON.stringify(args)],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (code !== 0) throw new Error(`The step ${name} failed: ${stderr}`)
  return measured.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''))
}
