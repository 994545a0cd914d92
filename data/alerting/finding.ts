import type { Day } from '../domain/day'

export type Level = 1 | 2 | 3

/** What a rule rests on, small: it is stored with the episode. */
export type FindingFacts = Readonly<Record<string, unknown>>

/** That a rule holds for a student. */
export interface Finding {
  /** The day on which that began which the rule tells. */
  since: Day
  /** The data that first showed it end before this day: one that was to be known long ago opens no episode. */
  found: Day
  /** The data that it rests on now end before this day. */
  dataTo: Day
  level: Level
  /** Better than at its level, though not over. */
  improving: boolean
  /** What is the case, in words that name nobody and hold no identifier of a person. */
  reason: string
  facts: FindingFacts
}

/**
 * What a rule says of a student: that it holds, that it does not (undefined), or that nothing can be said now; then what
 * was said before stays.
 */
export type Judgement = Finding | 'unknown' | undefined

/** The nearest level. */
export function levelOf(number: number): Level {
  if (number <= 1) return 1
  return number >= 3 ? 3 : 2
}
