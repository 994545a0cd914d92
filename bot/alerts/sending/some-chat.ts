import { setTimeout as wait } from 'node:timers/promises'
import { newestServiceUrl } from '../../../data/records/conversation-references'
import type { Store } from '../../../data/store/store'

/** How often it is looked for one, in milliseconds. */
const lookEvery = 1_000

/** Waits until somebody has a chat with the bot, or the signal ends it. */
export async function untilSomeChat(store: Store, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await newestServiceUrl(store)) === undefined)
    await wait(lookEvery, undefined, { signal, ref: false }).catch(() => undefined)
}
