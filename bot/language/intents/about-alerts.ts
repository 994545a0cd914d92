import type { Word } from '../words'
import type { Message } from './context'

/** Words that speak of alerts. */
export const alertWords: ReadonlySet<string> = new Set(
  `alert alerts alerting alerted notification notifications notifying notify notified warnings warning flags pings pinging
   messages messaging bothering`.split(/\s+/u),
)

/** Whether a message speaks of alerts. */
export const namesAlerts = (words: readonly Word[]): boolean => words.some(({ norm }) => alertWords.has(norm))

/** Nothing else is said than about alerts, in words that the grammar knows. */
export function areAboutAlerts(words: readonly Word[], { mention, isWord }: Message): boolean {
  const namesSomebody = mention !== undefined && !('unknown' in mention.student)
  // "Tutees with no alerts" asks about tutees, and turns nothing off.
  if (words.some(({ norm }) => /^(tutee|student)s?$/u.test(norm))) return false
  return !namesSomebody && words.every(({ norm }) => norm === '' || alertWords.has(norm) || isWord(norm))
}
