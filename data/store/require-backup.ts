import { existsSync, realpathSync, statSync } from 'node:fs'
import { EngagementError } from '../domain/errors'
import { logEndings, requireWhole } from './whole-file'

/**
 * Refuses what is no whole copy of a store, or is the store itself. It changes nothing.
 *
 * @throws EngagementError `store-unavailable`, `store-failed`, `nothing-to-do`
 */
export function requireBackup(backup: string, store: string): void {
  if (!existsSync(backup)) throw new EngagementError('store-unavailable', `There is no backup ${backup}.`)
  if (isSame(backup, store))
    throw new EngagementError(
      'nothing-to-do',
      `${backup} is the store itself: name a backup, or another store in ENGAGEMENT_DATABASE.`,
    )
  refuseUnfinished(backup)
  if (statSync(backup).size === 0)
    throw new EngagementError('store-failed', `${backup} is empty: take another backup.`)
  try {
    requireWhole(backup)
  } catch (cause) {
    throw new EngagementError('store-failed', `${backup} is no whole store: take another backup.`, { cause })
  }
}

/** Through links too. */
function isSame(one: string, other: string): boolean {
  if (!existsSync(other)) return false
  const [a, b] = [one, other].map((file) => statSync(file, { bigint: true }))
  return a?.dev === b?.dev && a?.ino === b?.ino
}

/** A backup is one file. What lies beside it holds some of it, or would undo it. */
function refuseUnfinished(backup: string): void {
  const whole = realpathSync(backup)
  const beside = logEndings.map((ending) => `${whole}${ending}`).find(existsSync)
  if (beside === undefined) return
  throw new EngagementError(
    'store-failed',
    beside.endsWith('-journal')
      ? `${backup} was not made to its end, for ${beside} lies beside it: take another backup.`
      : `${backup} is no backup but a store that was in use, for ${beside} lies beside it: set ENGAGEMENT_DATABASE to sqlite:${backup}, make a backup of it, and restore that.`,
  )
}
