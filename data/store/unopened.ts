import { statSync } from 'node:fs'
import { EngagementError, reasonOf } from '../domain/errors'
import { isDamage } from './whole-file'

/** What to do about a store that is damaged. */
export const putBackupBack = 'put a backup back, see deploy/operation.md.'

/** The refusal of an embedded store that cannot be opened: of one that is damaged, no permission is at fault. */
export function unopened(file: string, cause: unknown): EngagementError {
  if (isDamage(cause))
    return new EngagementError(
      'store-damaged',
      `The store ${file} is damaged (${reasonOf(cause)}): ${putBackupBack}`,
      { cause },
    )
  return new EngagementError(
    'store-unavailable',
    `The store ${file} cannot be opened (${reasonFor(file, cause)}). Check ENGAGEMENT_DATABASE and the folder's permissions.`,
    { cause },
  )
}

/** Of a file that it may not open, the driver gives a number alone. */
function reasonFor(file: string, cause: unknown): string {
  const reason = reasonOf(cause)
  if (!reason.includes('ConnectionFailed(')) return reason
  return statSync(file, { throwIfNoEntry: false })?.isDirectory()
    ? 'it is a folder'
    : 'this user may not read and write it'
}
