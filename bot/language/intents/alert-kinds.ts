import { alertKinds, type AlertFrequency, type AlertKind } from '../../../data/domain/alert'
import { finderOf, readerOf, wordsIn, type Phrases, type Reader } from '../pattern'
import { without, type Word } from '../words'

const names: readonly Phrases<AlertKind>[] = [
  {
    means: 'newly-low',
    phrases: ['(a) (new|newly) low (engagement) (band|bands|scores)', '(low) engagement', 'bands'],
  },
  {
    means: 'silent',
    phrases: [
      'silence|silences|inactivity',
      '(who is) silent|inactive (students|people)',
      'no activity (at all)',
    ],
  },
  { means: 'sudden-drop', phrases: ['(a) (sudden) drop|drops|fall|falls|decline|declines'] },
  {
    means: 'missed-sessions',
    phrases: [
      'missed|missing|skipped (teaching) lectures|lecture|classes|class|seminars|seminar|events|event|sessions|session|teaching',
      'attendance|absence|absences',
    ],
  },
  {
    means: 'nothing-handed-in',
    phrases: [
      '(missing|missed|late|no) work|submissions|submission|coursework|assignments|deadlines',
      'work (that is) not handed|submitted (in)',
      'nothing handed|submitted (in)',
    ],
  },
  { means: 'recovered', phrases: ['recovery|recoveries|recovered|improvement|improvements'] },
]

/** What nobody could mean but alerts, with or without the word. */
const ofAlertsOnly: readonly Phrases<AlertKind>[] = [
  { means: 'recovered', phrases: ['good news'] },
  { means: 'weekly-card', phrases: ['(the|my) weekly card|cards', '(the) week in numbers'] },
]

const readName: Reader<AlertKind> = readerOf<AlertKind, object, AlertKind>(
  [...names, ...ofAlertsOnly],
  {},
  (value) => value,
)

/** A kind is told by what alerts are about, or by standing before the word; "silence alerts" is none. */
const inAlerts: readonly Phrases<true>[] = [
  {
    means: true,
    phrases: [
      'about|for|of|when|regarding|concerning|over|and|or|plus (the|any|all|somebody|someone|they|there) (is|are|has|have) {kind}',
      '{kind} alert|alerts|notifications|notification|cards|warnings',
    ],
  },
]
const findInAlerts = finderOf<true, { kind: AlertKind }>(inAlerts)
const findAlone = finderOf<AlertKind>(ofAlertsOnly)

/** The kinds of alerts that a message names. */
export interface FoundKinds {
  kinds: AlertKind[]
  /** Whether each is one that can be nothing but an alert. */
  areAlertsOnly: boolean
  /** What else it says; "alerts" stays where it stood beside a kind. */
  rest: readonly Word[]
}

/** Finds every kind that a message names, and what is left without them. */
export function kindsIn(words: readonly Word[]): FoundKinds {
  const found = new Set<AlertKind>()
  let [rest, areAlertsOnly] = [words, true]
  for (let tries = 0; tries < alertKinds.length; tries += 1) {
    const next = nextIn(rest)
    if (!next) break
    found.add(next.kind)
    areAlertsOnly &&= next.isAlertsOnly
    rest = without(rest, next.start, next.end)
  }
  return { kinds: alertKinds.filter((kind) => found.has(kind)), areAlertsOnly, rest }
}

function nextIn(words: readonly Word[]) {
  const alone = findAlone(words, {})
  if (alone) return { kind: alone.value, start: alone.start, end: alone.end, isAlertsOnly: true }
  const found = findInAlerts(words, { kind: readName })
  const kind = found?.parts.kind
  if (!found || kind === undefined) return undefined
  const isBefore = /^(alert|notification|card|warning)s?$/u.test(words[found.end - 1]?.norm ?? '')
  if (isBefore && words[found.start]?.norm === 'silence') return undefined
  return { kind, start: found.start, end: isBefore ? found.end - 1 : found.end, isAlertsOnly: false }
}

const frequencies: readonly Phrases<AlertFrequency>[] = [
  {
    means: 'digest',
    phrases: [
      '(in|as|by|only|just) (a|the|one|my) (single) weekly digest|summary|message (only|alone|instead)',
      '(in|as|by|only|just) (a|the|one|my) (single) digest|digests (a|per|each|every) (week) (only|alone|instead)',
      '(alerts) (only) once a|per week (only)',
    ],
  },
  {
    means: 'each',
    phrases: [
      '(one|a|by) (separate|own) card|cards (for) each|every (alert|student)',
      '(one|a|by) card per alert|student',
      'each alert|one by itself',
      'each alert|one (on) its own',
      'each alert|one separately',
      'alerts|them one by one',
      'alerts|them separately|individually',
      '(as) separate cards',
    ],
  },
]
const findFrequency = finderOf<AlertFrequency>(frequencies)

/** How alerts are wanted to come, and what else a message says. */
export interface FoundFrequency {
  value: AlertFrequency
  rest: readonly Word[]
}

/** "a weekly digest only", "one card each". */
export function frequencyIn(words: readonly Word[]): FoundFrequency | undefined {
  const found = findFrequency(words, {})
  return found && { value: found.value, rest: without(words, found.start, found.end) }
}

export const kindWords: readonly string[] = [
  ...wordsIn(names),
  ...wordsIn(ofAlertsOnly),
  ...wordsIn(inAlerts),
  ...wordsIn(frequencies),
]
