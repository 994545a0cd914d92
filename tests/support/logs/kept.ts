import { appendFileSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

/** Where what the product logs in this run is kept; empty where nothing is. */
const folder = (): string => process.env.ENGAGEMENT_TEST_LOGS ?? ''

/** Has every process of this run keep what the product logs in it: this one, jest's workers, and the servers and commands. */
export function keepLogs(within: string): void {
  process.env.ENGAGEMENT_TEST_LOGS = path.join(within, 'logs')
  mkdirSync(folder())
  const collect = path.join(__dirname, 'collect.cjs')
  // In quotation marks a backslash of Windows would be taken for something else.
  const quoted = `"${collect.replaceAll('\\', '/')}"`
  process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --require ${quoted}`
  createRequire(__filename)(collect)
}

/** Adds lines to what this process has logged. */
export function keep(lines: string): void {
  if (folder() !== '') appendFileSync(path.join(folder(), `${process.pid}.log`), lines)
}

/** Lines from here on are of this test file, also in what it starts. */
export function keepNameOf(testFile: string): void {
  process.env.ENGAGEMENT_TEST_FILE = testFile
  keep(`# ${testFile}\n`)
}

/** A bot was started: it must have logged that it listens. */
export function keepStart(): void {
  keep('#started\n')
}

/** What somebody typed: no log may hold it. */
export function keepTyped(activity: object): void {
  const text: unknown = 'text' in activity ? activity.text : undefined
  if (typeof text === 'string') keep(`#typed ${JSON.stringify(text)}\n`)
}
