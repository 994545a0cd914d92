import { finderOf, wordsIn, type Phrases, type Reader } from '../pattern'
import type { Word } from '../words'

/** What is to become of somebody's alerts. */
export type Change = 'pause' | 'resume' | 'settings'
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
const find = finderOf<Change, { end: true }>(changes)

/** Finds what a message wants done. */
export const changeSaid = (words: readonly Word[]): Change | undefined => find(words, { end: readEnd })?.value

/** Where the message ends, or only a courtesy or "again" follows. */
const readEnd: Reader<true> = (words, at) =>
  words.slice(at).every(({ norm }) => endings.has(norm)) ? [{ value: true, end: at }] : []
const endings: ReadonlySet<string> = new Set(
  'again please pls now thanks thank cheers ta you for me'.split(' '),
)

export const changeWords: readonly string[] = wordsIn(changes)
