/** What the stand-in does to a request instead of answering it well. */
export type Fault =
  /** Answers with an error; taken all the same where `taken`, as a gateway that gives up does. */
  | { kind: 'error'; status: number; retryAfter?: string; body?: object; taken?: boolean }
  /** Breaks the connection, before or after it took the message. */
  | { kind: 'reset'; taken: boolean }
  /** Takes the message and never answers. */
  | { kind: 'silence' }
  | { kind: 'slow'; milliseconds: number }

/** Shares of requests, of each fault, that come to harm. */
export interface FaultShares {
  fault: Fault
  share: number
}

/** Faults at random, by their shares. */
export function randomFaults(
  shares: readonly FaultShares[],
  random: () => number = Math.random,
): () => Fault | undefined {
  return () => {
    let left = random()
    for (const { fault, share } of shares) {
      left -= share
      if (left < 0) return fault
    }
    return undefined
  }
}

/** How Teams says that somebody blocked the bot or removed the app. */
export const blocked: Fault = {
  kind: 'error',
  status: 403,
  body: {
    errorCode: 209,
    message: '{"subCode":"MessageWritesBlocked","details":"Thread is blocked from message writes."}',
  },
}
