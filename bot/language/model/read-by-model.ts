import type { Day } from '../../../data/domain/day'

/**
 * Asks a language model what a message means. It is given words that were made harmless, and the day; it gives what the
 * model made of them, as untrusted as typed words; undefined where it gave nothing.
 */
export type ReadByModel = (text: string, today: Day) => Promise<unknown>
