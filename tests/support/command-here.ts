import { main } from '../../bot/cli'
import type { Ran } from './command'
import { keep } from './logs/kept'

/**
 * Runs the `engagement` command in this process, one at a time, for tests that are about what it does and says: that costs
 * milliseconds where a process of its own, for tests of the process, costs most of a second.
 */
export async function engagementHere(
  args: readonly string[],
  { database, environment = {} }: { database: string; environment?: Record<string, string> },
): Promise<Ran> {
  const before = { ...process.env }
  const written = { stdout: '', stderr: '' }
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    jest.spyOn(process[name], 'write').mockImplementation((text) => {
      written[name] += String(text)
      return true
    }),
  )
  Object.assign(process.env, { ENGAGEMENT_DATABASE: database, ...environment })
  process.exitCode = undefined
  try {
    await main([process.execPath, 'engagement', ...args])
    return { code: exitCode(), ...written }
  } finally {
    process.exitCode = undefined
    for (const spy of spies) spy.mockRestore()
    keep(written.stderr.replaceAll(/^(?!engagement: ).*\n/gmu, ''))
    for (const name of Object.keys(process.env))
      if (!(name in before)) Reflect.deleteProperty(process.env, name)
    Object.assign(process.env, before)
  }
}

const exitCode = (): number => Number(process.exitCode ?? 0)
