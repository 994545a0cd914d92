import { awaitedFeeds, awaitedInWords, loadAwaited } from '../../data/records/awaited-feeds'
import type { Check, WithStore } from './check'

/** Whether a store that was put back has been told since who may see whom: until then it shows and sends nothing. */
export const restoredCheck: Check<WithStore> = {
  name: 'restored',
  look: async ({ store }) => {
    const awaited = await awaitedFeeds(store.db)
    return awaited.length === 0
      ? { because: 'no restored store waits for its feeds' }
      : [{ state: 'wrong', what: awaitedInWords(awaited), mend: loadAwaited }]
  },
}
