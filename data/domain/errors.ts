/** What can go wrong that somebody can mend. The message is one line for an operator and holds no personal data. */
export type ErrorCode =
  | 'configuration'
  | 'store-unavailable'
  | 'store-damaged'
  | 'store-refused'
  | 'store-failed'
  | 'store-changed'
  | 'store-outdated'
  | 'trail-broken'
  | 'feed-unreadable'
  | 'feed-wrong-columns'
  | 'file-unwritable'
  | 'too-many-removals'
  | 'too-many-rejects'
  | 'nothing-to-do'
  | 'already-running'
  | 'not-all-well'
  | 'port-busy'
  | 'not-installed'
  | 'unexpected'

/** An expected failure: a stable code, a one-line message that says what to do, and the cause where there is one. */
export class EngagementError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options)
    this.name = 'EngagementError'
  }
}

/** The words of anything thrown, on one line. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.split('\n')[0] ?? ''
}
