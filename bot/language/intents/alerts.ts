import { frequencyIn, kindsIn, kindWords, type FoundFrequency } from './alert-kinds'
import { finderOf, wordsIn, type Phrases, type Reader } from '../pattern'
import type { QuestionOf } from '../question'
import { pauseEndIn, pauseEndWords } from '../slots/pause-ends'
import { without, type Word } from '../words'
import type { Message } from './context'

const alertWord =
  'alert|alerts|alerting|notification|notifications|notifying|notify|warnings|warning|flags|pings'
const alertWords: ReadonlySet<string> = new Set([
  ...alertWord.split('|'),
  'alerted',
  'pinging',
  'messages',
  'messaging',
  'bothering',
  'notified',
])

type Change = 'pause' | 'resume' | 'settings'
const changes: readonly Phrases<Change>[] = [
  {
    means: 'resume',
    phrases: [
      'resume|unpause|unmute|restart|reactivate|reenable|enable|start|un (pause|mute|silence)',
      'turn|switch|put|get|want (my|the|them|all|on|it) (on|my|the) (alerts|notifications|alert) (back) on|back',
      '(them|alerts|notifications) back on',
      'turn|switch|put|flip on',
      'alerts|notifications|them on {end}',
      'alerts|notifications|them back (on) (again)',
      'back on',
      'want|have|need|get|give|send (me) (my) alerts|notifications back',
      'start sending|alerting|notifying (me) (alerts) (again)',
      '(send|get|want) (me) (my) alerts again',
    ],
  },
  {
    means: 'pause',
    phrases: [
      'pause|mute|silence|snooze|suspend|stop|disable|hold|quiet|hush|quieten (sending|alerting|notifying)',
      'turn|switch (my|the|all|them) (alerts|notifications|alert) off',
      'turn|switch off',
      'do not|never want|need|send|disturb|alert|notify|bother',
      'no more|further',
      'alerts|notifications|them off',
      'put|take (me|my|the|them) (off) (alerts|notifications) on|off (hold)',
      'shut up|off',
      'not (be|being|getting|need|have|having) alerted|notified|pinged|disturbed|bothered',
      'unsubscribe',
      'opt (me) out',
      'give me a break|rest (from)',
      'no alerts|notifications|alert',
      'without alerts|notifications',
      'on hold',
      'rather not',
      'turn|switch (them|these|those|it) off',
      'off',
      'leave me alone|be',
      'not get|send|want|receive',
    ],
  },
  {
    means: 'settings',
    phrases: [
      'settings|setting|preferences|preference|options|configure|customise|customize|manage',
      'change|edit|adjust|set|choose|update (how|when|which|what|my|the)',
      'how|when often do|will|am i|you|often (get|receive|alert|send)',
      'how often|many',
      'how alerts|notifications reach|come|get|are',
      'which|what alerts will i (get|receive)',
      'which|what alerts do i get|receive',
    ],
  },
]
const findChange = finderOf<Change, { end: true }>(changes)

/** Where the message ends, or only a courtesy or "again" follows. */
const readEnd: Reader<true> = (words, at) =>
  words.slice(at).every(({ norm }) => endings.has(norm)) ? [{ value: true, end: at }] : []
const endings: ReadonlySet<string> = new Set(
  'again please pls now thanks thank cheers ta you for me'.split(' '),
)

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

/** "I get too many of these": what is left unsaid is the alerts. */
function isComplaintAlone(words: readonly Word[]): boolean {
  const found = findComplaint(words, {})
  return found !== undefined && words.slice(found.start, found.end).some(({ norm }) => unsaid.has(norm))
}
const unsaid: ReadonlySet<string> = new Set('these them cards pings messages unsubscribe'.split(' '))

/** "Pause until Monday": nothing else pauses. */
function isPauseAlone(words: readonly Word[]): boolean {
  return (
    words.some(({ norm }) => /^(pause|mute|snooze)$/u.test(norm)) &&
    words.every(({ norm }) => norm === '' || besidePause.has(norm))
  )
}
const besidePause: ReadonlySet<string> = new Set(
  'pause mute snooze me my everything them all it please can could you for'.split(' '),
)

/** "pause my alerts", "mute alerts until Monday", "too many alerts", "alert settings". */
export function alertPreferences(message: Message): QuestionOf<'alert-preferences'> | undefined {
  const { words, vocabulary } = message
  const choice = alertChoice(message)
  if (choice) return choice
  const pause = pauseEndIn(words, vocabulary)
  const plain = pause ? without(words, pause.start, pause.end) : words
  const change = changeIn(words, plain)
  if (!change || !areAbout(plain, message)) return undefined
  if (change === 'settings') return { intent: 'alert-preferences' }
  const days = change === 'pause' ? pause?.days : undefined
  return { intent: 'alert-preferences', change, ...(days !== undefined && { days }) }
}

/** @param plain the words without those that say how long */
function changeIn(words: readonly Word[], plain: readonly Word[]): Change | undefined {
  const find = (some: readonly Word[]): Change | undefined => findChange(some, { end: readEnd })?.value
  if (words.some(({ norm }) => alertWords.has(norm)))
    return find(plain) ?? find(words) ?? (findComplaint(words, {}) && 'settings')
  if (isComplaintAlone(words)) return 'settings'
  return plain !== words && isPauseAlone(plain) ? 'pause' : undefined
}

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
export const findState = finderOf<'open' | 'all'>(states)
export const alertStateWords: ReadonlySet<string> = new Set([...wordsIn(states), ...alertWords])

/** "a weekly digest only", "one card each", "stop alerts about missed lectures", "no good news please". */
function alertChoice(message: Message): QuestionOf<'alert-preferences'> | undefined {
  const frequency = frequencyIn(message.words)
  const kinds = kindsIn(message.words)
  const isOfAlerts = message.words.some(({ norm }) => alertWords.has(norm))
  const rest = frequency?.rest ?? kinds.rest
  if (!frequency && kinds.kinds.length === 0) return undefined
  if (!areAbout(rest, message)) return undefined
  if (frequency)
    return isAsked(frequency) ? { intent: 'alert-preferences', frequency: frequency.value } : undefined
  // Without the word, only what can be nothing but an alert is one.
  if (!isOfAlerts && !kinds.areAlertsOnly) return undefined
  const said = rest.filter(({ norm }) => norm !== '')
  const change = findChange(said, { end: readEnd })?.value ?? (startsWithNo(said) ? 'pause' : undefined)
  if (change === undefined || change === 'settings') return undefined
  return { intent: 'alert-preferences', [change === 'pause' ? 'off' : 'on']: kinds.kinds }
}

const startsWithNo = (words: readonly Word[]): boolean => words[0]?.norm === 'no'

/** "What is the weekly digest" asks for no change. */
function isAsked({ rest }: FoundFrequency): boolean {
  return !rest.some(({ norm }) => /^(what|when|why|how|is|no|not|never|stop|without)$/u.test(norm))
}

/** "my alerts", "open alerts", "all alerts, also closed ones". */
export function listAlerts(message: Message): QuestionOf<'list-alerts'> | undefined {
  const { words } = message
  if (!words.some(({ norm }) => alertWords.has(norm)) || !areAbout(words, message)) return undefined
  const state = findState(words, {})?.value
  const isAll = state === 'all' || words.some(({ norm }) => norm === 'all')
  const value = state === 'open' ? 'open' : isAll ? 'all' : undefined
  return { intent: 'list-alerts', ...(value && { state: value }) }
}

/** Nothing else is said than about alerts, in words that the grammar knows. */
function areAbout(words: readonly Word[], { mention, isWord }: Message): boolean {
  const namesSomebody = mention !== undefined && !('unknown' in mention.student)
  // "Tutees with no alerts" asks about tutees, and turns nothing off.
  if (words.some(({ norm }) => /^(tutee|student)s?$/u.test(norm))) return false
  return !namesSomebody && words.every(({ norm }) => norm === '' || alertWords.has(norm) || isWord(norm))
}

export const alertPhraseWords: readonly string[] = [
  ...alertWords,
  ...wordsIn(changes),
  ...wordsIn(complaints),
  ...wordsIn(states),
  ...pauseEndWords,
  ...kindWords,
  ...`lost cards card plate addressed together inc incl including remain remains nobody closed handled dealt else plus also
   adjust reach reaches rather hold away minute holiday leave busy off weekend until further notice otherwise say permanently
   temporarily once every day daily week weekly digest summary settings sent send sends going anything flagged new received
   there waiting outstanding pending bring display again long`.split(/\s+/u),
]
