import type { ChannelAnswer } from './channel'

/** What a request was to do. */
export type Verb = 'post' | 'update' | 'remove' | 'create'

/** What to do about a request that was not taken. */
export type Verdict =
  /** Try again; `unknown` where it may have arrived. */
  | { then: 'again'; reason: string; retryAfter: number | undefined; unknown: boolean; throttled: boolean }
  /** Give up; `blocks` where the chat takes nothing any more. */
  | { then: 'fail'; reason: string; blocks: boolean }
  /** The chat is not there: forget it. */
  | { then: 'forget-chat'; reason: string }
  /** There is nothing left to change or to take back. */
  | { then: 'leave'; reason: string }
  /** The bot's own credentials, which are nobody's message's fault. */
  | { then: 'credentials'; reason: string }

/** Answers after which Teams asks for another try and says that nothing was taken. */
const refusedForNow = [412, 429, 503]

/** What a request came to, where Teams did not take it. */
export function verdictOn(verb: Verb, answer: Exclude<ChannelAnswer, { kind: 'taken' }>): Verdict {
  const again = (unknown: boolean, more: { retryAfter?: number | undefined; throttled?: boolean } = {}) =>
    ({
      then: 'again',
      reason: answer.code,
      retryAfter: more.retryAfter,
      unknown,
      throttled: more.throttled ?? false,
    }) as const
  if (answer.kind === 'unauthorized') return { then: 'credentials', reason: answer.code }
  if (answer.kind === 'unsent') return again(false)
  if (answer.kind === 'unknown') return again(true)
  const { status, code: reason, retryAfter } = answer
  if (refusedForNow.includes(status)) return again(false, { retryAfter, throttled: status === 429 })
  // What stands between may have passed it on before it gave up.
  if (status >= 500 || status === 408) return again(true, { retryAfter })
  if (status === 403) return { then: 'fail', reason, blocks: verb !== 'create' }
  if (status === 404 && verb === 'post') return { then: 'forget-chat', reason }
  if (status === 404 && verb !== 'create') return { then: 'leave', reason }
  return { then: 'fail', reason, blocks: false }
}
