import { readFileSync } from 'node:fs'
import { ZodError } from 'zod'
import { parseSettings, type Settings } from '../data/configuration/settings'
import { EngagementError } from '../data/domain/errors'

/**
 * Reads a configuration file of the indicator and the feeds.
 *
 * @throws EngagementError `configuration`, which names the wrong value
 */
export function readSettings(file: string): Settings {
  try {
    return parseSettings(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new EngagementError('configuration', `${file} is no configuration: ${faultOf(cause)}.`, { cause })
  }
}

function faultOf(cause: unknown): string {
  if (cause instanceof ZodError) {
    const [issue] = cause.issues
    const where = issue?.path.join('.') ?? ''
    return where === '' ? (issue?.message ?? 'a value is wrong') : `${where}: ${issue?.message ?? 'wrong'}`
  }
  const isFile = cause instanceof Error && 'code' in cause
  return isFile || !(cause instanceof Error) ? 'there is no such file, or no permission' : cause.message
}
