import { addDays, dayShort } from '../../data/domain/day'
import type { Message } from './intents/context'
import { finderOf, wordsIn, type Phrases } from './pattern'
import { pauseEndIn } from './slots/pause-ends'

/** Somebody says that they are away. */
const away: readonly Phrases<true>[] = [
  {
    means: true,
    phrases: [
      '(i) (am|will) (be) (going) on|taking (annual|sick|study|parental|maternity|paternity|research|my) leave',
      '(i) (am|will) (be) (going) on (my) holiday|holidays|vacation|sabbatical',
      '(i) (am|will) (be) out of (the) office',
      'i am|will (be) (going) away|off (work|sick)',
      'i am|will not (be) (in|at|here) (work)',
    ],
  },
]
const findAway = finderOf<true>(away)

/** What is offered to who says that they are away: that their alerts pause for as long. Nothing is done by itself. */
export function pauseOffers({ words, mention, vocabulary }: Message): string[] {
  const said = findAway(words, {})
  const isOfSelf = said?.start === 0 || words.some(({ norm }) => norm === 'i')
  if (!said || !isOfSelf || mention) return []
  const found = pauseEndIn(words, vocabulary, { isBegun: false })
  if (!found || found.days === 0) return ['pause my alerts for a week', 'pause my alerts for two weeks']
  return [`pause my alerts until ${dayShort(addDays(vocabulary.today, found.days))}`]
}

export const awayWords: readonly string[] = wordsIn(away)
