import type { ChannelAnswer } from './channel'
import type { Slots } from './slots'

/** Makes a request in its turn; undefined where there is no turn for it, and it was not made. */
export async function inTurn(
  slots: Slots,
  send: () => Promise<ChannelAnswer>,
): Promise<ChannelAnswer | undefined> {
  const turn = await slots.take()
  if (!turn) return undefined
  if (!(await turn.start())) {
    turn.unused()
    return undefined
  }
  try {
    return await send()
  } finally {
    turn.answered()
  }
}
