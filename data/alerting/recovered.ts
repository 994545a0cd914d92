import { z } from 'zod'
import type { RecoverableRule } from '../domain/alert'
import { dayAndMonth, dayInWords, type Day } from '../domain/day'

/** The words of good news: an episode that somebody was told of is over. */
export function recoveredReason(rule: RecoverableRule, since: Day, on: Day): string {
  return rule === 'silent'
    ? `They are active again, as of ${dayInWords(on)}: nothing had been seen of them since ${dayAndMonth(since)}.`
    : `Their band is no longer low or none, as of ${dayInWords(on)}: it had been since the week of ${dayAndMonth(since)}.`
}

const facts = z.object({ of: z.string() })

/** The episode whose end a recovery tells. */
export function recoveredFrom(text: string): string {
  return facts.parse(JSON.parse(text)).of
}
