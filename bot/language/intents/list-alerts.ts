import { finderOf, wordsIn, type Phrases } from '../pattern'
import type { QuestionOf } from '../question'
import { aboutAlertsAsked } from './about-delivery'
import { alertWords, areAboutAlerts, namesAlerts } from './about-alerts'
import type { Message } from './context'

const states: readonly Phrases<'open' | 'all'>[] = [
  {
    means: 'all',
    phrases: [
      '(also|including|even|plus) closed|resolved|old|dismissed|past|previous|handled|done|finished|earlier|withdrawn',
      'all (of) (the) (my) (alerts) (ever|closed|old)',
      'every alert',
      'open and|or|plus closed',
      '(the) closed|old|past|resolved|handled ones|alerts',
      '(inc|incl|with|and) closed',
      'full|whole|complete history|list',
      'alert history',
    ],
  },
  {
    means: 'open',
    phrases: [
      'open|outstanding|unresolved|pending|active|live|unread|unhandled|undealt|remaining|unanswered',
      'not (yet) (been) dealt|closed|resolved|handled|done|seen|actioned|answered|looked',
      'still (open|need|needing|to)',
      'to deal|do|handle',
      'need|needs attention|dealing|doing',
      'nobody has (yet) closed|handled|dealt|actioned|resolved (with) (yet)',
      'no one has (yet) closed|handled|dealt|actioned|resolved (with) (yet)',
      'unopened|uncleared|unclosed',
      'not|never been (yet) closed|handled|dealt|actioned|resolved',
      'have not (yet) closed|handled|dealt|actioned|resolved|looked|read|seen',
      'remain|remains open',
    ],
  },
]
/** Which of their alerts somebody asks for. */
export const findState = finderOf<'open' | 'all'>(states)
export const alertStateWords: ReadonlySet<string> = new Set([...wordsIn(states), ...alertWords])

/** "my alerts", "open alerts", "all alerts, also closed ones". */
export function listAlerts(message: Message): QuestionOf<'list-alerts'> | undefined {
  const { words } = message
  const about = aboutAlertsAsked(words)
  if (about) return { intent: 'list-alerts', ...(about !== 'delivery' && { about }) }
  if (!namesAlerts(words) || !areAboutAlerts(words, message)) return undefined
  const state = findState(words, {})?.value
  const isAll = state === 'all' || words.some(({ norm }) => norm === 'all')
  const value = state === 'open' ? 'open' : isAll ? 'all' : undefined
  return { intent: 'list-alerts', ...(value && { state: value }) }
}
