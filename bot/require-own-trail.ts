import { EngagementError } from '../data/domain/errors'
import { trailKey } from '../data/queries/trail-key'
import type { Store } from '../data/store/store'

/**
 * Refuses a secret with which the access trail does not go on: a bot with it would show nobody anything.
 *
 * @throws EngagementError `configuration`
 */
export async function requireOwnTrail(store: Store): Promise<void> {
  if ((await trailKey(store)).state !== 'other-secret') return
  throw new EngagementError(
    'configuration',
    "The access trail was begun with another ENGAGEMENT_SECRET: set that one, or leave it out on an embedded store where none was set. If it is the same, 'engagement audit verify' tells what was changed.",
  )
}
