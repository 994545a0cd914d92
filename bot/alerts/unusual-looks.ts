import type { Card } from '../../cards/card'
import { messageCard } from '../../cards/message'
import { timeOf } from '../../data/domain/day'
import { lookerInWords } from '../answers/phrases'
import type { ToldLooks } from '../../data/queries/unusual-looks'

/** To the data-protection role: what happened, why they are told, what they can do. It names no student. */
export function unusualLooksCard({ staffId, name, at, seen, limits }: ToldLooks): Card {
  const who = lookerInWords({ staffId, name })
  return messageCard({
    title: 'Unusually many looks at students',
    paragraphs: [
      `By ${timeOf(new Date(at))}, ${who} had seen ${seen.hour} different students within an hour and ${seen.day} within 24 hours. More than ${limits.hour} and ${limits.day} are unusual.`,
      'There may be a good reason: ask before you conclude. The access trail tells which students, to whoever may run “engagement audit show”.',
      'You are told because you hold the data-protection role, at most once a day for each person.',
    ],
    suggestions: [{ text: 'list alerts' }, { text: 'my access' }],
  })
}
