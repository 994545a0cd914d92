import type { AlertSettings } from '../../../data/configuration/alerts'

const [shortest, first, longest] = [1_000, 30_000, 6 * 3_600_000]

/** Before the next try, in milliseconds: half a minute, twice as long each time, six hours at most. */
export const pauseAfter = (attempts: number): number => Math.min(first * 2 ** (attempts - 1), longest)

/**
 * The same with full jitter: many that failed together do not come again together. It is kept in the store, between tries
 * of whichever instance, so that no library that waits in memory fits.
 */
export function randomPause(attempts: number, random: () => number = Math.random): number {
  return Math.max(pauseAfter(attempts) * random(), shortest)
}

/**
 * Between two messages in one chat, in milliseconds. Starts that lie at least `gap` apart number at most ⌈s / gap⌉ in any
 * window of s seconds, closed at one end; with gap ≥ s / n that is at most n. The largest s / n satisfies every window at
 * once, so that nothing has to be counted.
 */
export function gapInChat(windows: AlertSettings['sending']['perChat']): number {
  return Math.ceil(Math.max(...windows.map(({ seconds, requests }) => (seconds * 1_000) / requests)))
}
