import { finderOf, type Phrases } from '../pattern'
import type { QuestionOf } from '../question'
import { readSpan } from '../slots/spans'
import { without, type Word } from '../words'
import type { Message } from './context'

const alertWord = 'alert|alerts|alerting|notification|notifications|notifying|notify|warnings|warning|flags|pings'
const alertWords: ReadonlySet<string> = new Set([...alertWord.split('|'), 'alerted', 'pinging', 'messages', 'messaging', 'bothering', 'notified'])

const changes: readonly Phrases<'pause' | 'resume' | 'settings'>[] = [
  {
    means: 'resume',
    phrases: [
      'resume|unpause|unmute|restart|reactivate|reenable|enable|start|un (pause|mute|silence)',
      'turn|switch|put|get|have|want|need (my|the|them|all|on|it) (on|my|the) (alerts|notifications|alert) (back) on|back',
      'back on',
      'turn|switch on',
      'start sending|alerting|notifying (again)',
      'again',
    ],
  },
  {
    means: 'pause',
    phrases: [
      'pause|mute|silence|snooze|suspend|stop|disable|hold|quiet|hush|quieten (sending|alerting|notifying)',
      'turn|switch (my|the|all|them) (alerts|notifications|alert) off',
      'turn|switch off',
      'do not|never (want|need|send|disturb|alert|notify)',
      'no more|further',
      'no alerts|notifications',
      'leave me alone|be',
      'not (get|send|want|receive)',
    ],
  },
  {
    means: 'settings',
    phrases: [
      'settings|setting|preferences|preference|options|configure|customise|customize|manage',
      'change|edit|adjust|set|choose|update (how|when|which|what|my|the)',
      'how|when often do|will|am i|you|often (get|receive|alert|send)',
      'how often|many',
    ],
  },
]
const findChange = finderOf<'pause' | 'resume' | 'settings', object>(changes)

const spans: readonly Phrases<true>[] = [
  { means: true, phrases: ['(for|over|during|in) (the|about) (next|coming|following) {span}', '(until) next week'] },
]
const findSpan = finderOf<true, { span: number }>(spans)

/** "pause my alerts", "mute alerts for 3 days", "alert settings". */
export function alertPreferences({ words }: Message): QuestionOf<'alert-preferences'> | undefined {
  if (!words.some(({ norm }) => alertWords.has(norm))) return undefined
  const change = findChange(words, {})
  if (!change) return undefined
  const span = findSpan(words, { span: readSpan })
  const days = change.value === 'pause' ? span?.parts.span : undefined
  const plain = span ? without(words, span.start, span.end) : words
  if (!areAbout(plain, preferenceWords)) return undefined
  return {
    intent: 'alert-preferences',
    ...(change.value !== 'settings' && { change: change.value }),
    ...(days !== undefined && { days }),
  }
}

const states: readonly Phrases<'open' | 'all'>[] = [
  {
    means: 'all',
    phrases: [
      '(also|including|even|plus) closed|resolved|old|dismissed|past|previous|handled|done|finished|earlier|withdrawn',
      'all (of) (the) (my) (alerts) (ever|closed|old)',
      'every alert',
      'open and|or closed',
      'full|whole|complete history|list',
      'alert history',
    ],
  },
  {
    means: 'open',
    phrases: [
      'open|outstanding|unresolved|pending|active|live|current|unread|unhandled|undealt|waiting|remaining|new|unanswered',
      'not (yet) (been) (dealt|closed|resolved|handled|done|seen|actioned|answered|looked)',
      'still (open|need|needing|to)',
      'to (deal|do|handle)',
      'need|needs (attention|dealing|doing)',
    ],
  },
]
const findState = finderOf<'open' | 'all', object>(states)

/** "my alerts", "open alerts", "all alerts, also closed ones". */
export function listAlerts({ words }: Message): QuestionOf<'list-alerts'> | undefined {
  if (!words.some(({ norm }) => alertWords.has(norm)) || !areAbout(words, listWords)) return undefined
  const state = findState(words, {})?.value
  const isAll = state === 'all' && !(words.some(({ norm }) => norm === 'all') && !saysClosed(words) && !saysEver(words))
  const all = words.some(({ norm }) => norm === 'all') && state !== 'open'
  const value = state === 'open' ? 'open' : isAll || all ? 'all' : undefined
  return { intent: 'list-alerts', ...(value && { state: value }) }
}

const saysClosed = (words: readonly Word[]): boolean => words.some(({ norm }) => closedWords.has(norm))
const saysEver = (words: readonly Word[]): boolean => words.some(({ norm }) => norm === 'ever' || norm === 'every')
const closedWords: ReadonlySet<string> = new Set('closed resolved old dismissed past previous handled done'.split(' '))

function areAbout(words: readonly Word[], which: ReadonlySet<string>): boolean {
  return words.every(({ norm }) => norm === '' || alertWords.has(norm) || which.has(norm))
}

const common =
  `please pls plz thanks ta cheers hi hello hey can could would you i me my mine us we our the a an for of to from on in off
   up that this these those it them all any some is are am be been do does did have has had want need like now today yet still
   just only also and or but with at get getting give got currently moment not no more again so then about anything ok okay
   there here if possible possibly kindly while bit right already`

const listWords: ReadonlySet<string> = new Set(
  `${common} show list see view what which whats new open outstanding unresolved pending active live current unread unhandled
   waiting remaining closed resolved old dismissed past previous handled done finished earlier withdrawn as well both
   including plus even every history full whole complete check tell dealt deal handle seen attention needs ever ones
   actioned looked answered bring display find pull were was sent received recent latest your unanswered include dealing
   doing resolve`.split(/\s+/u),
)

const preferenceWords: ReadonlySet<string> = new Set(
  `${common} pause mute silence snooze suspend stop disable hold quiet hush quieten resume unpause unmute restart reactivate
   reenable enable start un turn switch put back sending send settings setting preferences preference options configure
   customise customize manage change edit adjust set choose update how when which what often many receive disturb leave
   alone next coming week until further messaging weekend holiday holidays time being temporarily permanently will
   show see open student students tutees its me teams bot engagement go going let start want never`.split(/\s+/u),
)

export const alertPhraseWords: readonly string[] = [...alertWords, ...listWords, ...preferenceWords]
