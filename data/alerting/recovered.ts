import { z } from 'zod'
import { dayInWords, dayShort, type Day } from '../domain/day'

/** The words of good news: an episode that somebody was told of is over. */
export function recoveredReason(rule: 'newly-low' | 'silent', since: Day, on: Day): string {
  return rule === 'silent'
    ? `They have been seen again, found on ${dayInWords(on)}; the silence began on ${dayShort(since)}.`
    : `The band is no longer low or none, found on ${dayInWords(on)}; it was since the week of ${dayShort(since)}.`
}

const facts = z.object({ of: z.string() })

/** The episode whose end a recovery tells. */
export function recoveredFrom(text: string): string {
  return facts.parse(JSON.parse(text)).of
}
