import { trailAnchor } from '../data/queries/trail-head'
import type { Store } from '../data/store/store'
import { errorFields, type Log } from './log'

/**
 * Logs the end of the access trail's chain, so that logs kept elsewhere prove up to where it must go. It names nobody.
 * A trail that cannot be read keeps no server from starting or stopping.
 */
export async function logAnchor({ store, log }: { store: Store; log: Log }): Promise<void> {
  try {
    const anchor = await trailAnchor(store)
    if (anchor) log.info('access trail anchor', { position: anchor.position, seal: anchor.seal })
  } catch (error) {
    log.warn('no access trail anchor', errorFields(error))
  }
}
