import { finderOf, wordsIn, type Phrases } from '../pattern'
import type { Word } from '../words'

/** Who has too many of them wants another setting, not none. */
const complaints: readonly Phrases<true>[] = [
  {
    means: true,
    phrases: [
      '(get|getting) (way|far) too many|much (of) alerts|notifications|messages|cards|pings|these|them',
      'fewer|less (of) alerts|notifications|messages|cards|pings|these',
      'not so|as many|much alerts|notifications|messages|cards|pings',
      'so many alerts|notifications|messages|cards|pings',
      'less often|frequent|frequently',
      'unsubscribe (me) (from) (this|these)',
    ],
  },
]
const findComplaint = finderOf<true>(complaints)

/** Whether somebody has too many. */
export const complains = (words: readonly Word[]): boolean => findComplaint(words, {}) !== undefined

/** "I get too many of these": what is left unsaid is the alerts. */
export function isComplaintAlone(words: readonly Word[]): boolean {
  const found = findComplaint(words, {})
  return found !== undefined && words.slice(found.start, found.end).some(({ norm }) => unsaid.has(norm))
}
const unsaid: ReadonlySet<string> = new Set('these them cards pings messages unsubscribe'.split(' '))

export const complaintWords: readonly string[] = wordsIn(complaints)
