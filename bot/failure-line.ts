import { EngagementError } from '../data/domain/errors'
import { errorFields } from './log'
import { printable } from './printable'

/** Expected failures in their own words. Those of libraries may quote data: of them, only where they came from. */
export function failureLine(error: unknown): string {
  if (error instanceof EngagementError) return printable(error.message)
  const { error: name = 'error', where = 'an unknown place' } = errorFields(error)
  return `Something unexpected failed (${name} at ${where}). Nothing was half-written; please report this line.`
}
