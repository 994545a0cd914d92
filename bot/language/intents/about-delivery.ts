import { finderOf, wordsIn, type Phrases } from '../pattern'
import type { Word } from '../words'

/** What somebody may ask of alerts as a whole. */
export type AboutAlerts = 'delivery' | 'usefulness' | 'weekly-card'

const phrases: readonly Phrases<AboutAlerts>[] = [
  {
    means: 'delivery',
    phrases: [
      '(alert|alerts|message|messages|notification|notifications) deliveries|delivery (of) (the) (alerts)',
    ],
  },
  {
    means: 'usefulness',
    phrases: [
      'usefulness (of) (the|my|our|these) (alerts|notifications)',
      'alert|alerts usefulness',
      'how useful|helpful|good (are|were) (the|my|our|these) alerts|notifications (found)',
      'are|were (the|my|our|these) alerts|notifications (any|of|found|really|actually) (any) useful|helpful|good|use',
    ],
  },
  { means: 'weekly-card', phrases: ['(the|my|our) weekly card|cards'] },
]
const find = finderOf<AboutAlerts>(phrases)

/** "deliveries", "how useful are the alerts", "my weekly card": nothing else is said. */
export function aboutAlertsAsked(words: readonly Word[]): AboutAlerts | undefined {
  const found = find(words, {})
  const others = found && [...words.slice(0, found.start), ...words.slice(found.end)]
  return others?.every(({ norm }) => norm === '' || beside.has(norm)) ? found?.value : undefined
}

const beside: ReadonlySet<string> = new Set(
  `show see list give tell me us the my all of please can could i you what where when is are do does how going doing come comes
   get gets about status hi hello thanks`.split(/\s+/u),
)

export const deliveryWords: readonly string[] = wordsIn(phrases)
