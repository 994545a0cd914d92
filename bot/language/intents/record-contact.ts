import { finderOf, readerOf, wordsIn, type Phrases } from '../pattern'
import type { Channel, QuestionOf, StudentRef } from '../question'
import { isGrammarWord } from '../grammar-words'
import { fillers } from '../fillers'
import type { KnownStudents } from '../students'
import type { Word } from '../words'
import type { Message } from './context'

/** How a message begins that tells of a contact, and by what means. */
const beginnings: readonly Phrases<Channel | 'unsaid'>[] = [
  {
    means: 'call',
    phrases: [
      '{record} (a|the|my|that|quick|phone|short|long) (a|quick|phone|short|long) call|phonecall|telephone (call) (today|yesterday|just|now)',
      '(i) (just|have|had|did) (just|also) (tried) (to) call|called|rang|ring|ringing|rung|phoned|phone|phoning|telephoned|telephone|calling',
      '(i) (just|have|had) (just) (had|made|come|got|been|did) (a|off|an|on) (quick|short|long|off|good) (the) (phone) call|phone|phonecall|zoom',
      'gave',
    ],
  },
  {
    means: 'email',
    phrases: [
      '{record} (a|an|my|that|the) email|emails|mail',
      '(i) (just|have|had) (just|also) emailed|mailed|emailing',
      '(i) (just|have|had) (just) sent|wrote|written|dropped|send|got|had|received (an|a|out) (quick) email|mail',
    ],
  },
  {
    means: 'teams',
    phrases: [
      '{record} (a|an|my|that|the) teams (message|chat|call|meeting|msg)',
      '(i) (just|have|had) (just) sent|had|wrote|did|dropped (a|an|quick) (quick|short) teams (message|chat|msg|call|meeting)',
      '(i) (just|have) (just|also) messaged|dmed|pinged',
      '(i) (just|have|had) (just) chatted (to|with)',
    ],
  },
  {
    means: 'meeting',
    phrases: [
      '{record} (a|an|my|that|the|tutorial|quick|short) (quick|short|1|one) (to) (1|one|face) (to|face) (face) (tutorial) meeting|catchup|tutorial|appointment|121|meet|visit|session',
      '{record} (a|an|my|that|the) catch up',
      '(i) (just|have|had) (just|also) met|saw|seen|meeting (up)',
      '(i) (just|have|had) (just) had|held|did (a|an|my) (good|quick|short|long|tutorial|brief|useful|productive|difficult) meeting|tutorial|catchup|appointment|121|session',
      '(i) (just|have|had) (just) had (a) (quick|good) catch up',
      'caught up with',
    ],
  },
  {
    means: 'other',
    phrases: ['{record} (a|the|my) letter|text|sms|whatsapp|voicemail|note', '(i) (just|have) (just) texted|wrote to|left a voicemail for'],
  },
  {
    means: 'unsaid',
    phrases: [
      '{record} (a|an|the|new|some|my|that|another) (new) contact|conversation|chat|interaction|discussion|talk|something|contacts',
      '(i) (just|have|had) (just|also) spoken|spoke|talked|contacted|reached|been|heard|speaking|chased|checked (out|in|up|back) (to|with|from|by|on) (touch)',
      '(i) (just|have|had) (just) had|held (a|an) (quick|good|long|short|brief|difficult|useful|productive|proper) (and) (good|long) chat|conversation|word|discussion|talk',
      '{record} for',
    ],
  },
]

/** "log", "please make a note that". */
const records: readonly Phrases<true>[] = [
  {
    means: true,
    phrases: [
      '(to) log|record|add|enter|register|note|save|store|create|capture|document|put|write|make|logging|recording|adding (down|in) (a|me) (note|record|entry) (that|of|about) (i) (have|just|had) (had|made)',
    ],
  },
]

/** What may stand before. */
const politeness: readonly Phrases<true>[] = [
  {
    means: true,
    phrases: [
      'please|pls|plz|hi|hello|hey|so|and|ok|just|today|yesterday|also|now|quickly|this morning|afternoon',
      'this|earlier|last morning|afternoon|today|week|night',
      'on monday|tuesday|wednesday|thursday|friday',
      'can|could|would you|i|we (please|possibly|just|help) (me)',
      'i want|need|would|wanted|have|wish (like|to|just) (to)',
      'let|help me|us',
      'note|log|record|put|write|make|add|enter|for (down|the|a|of|my) (record|note|records|file|entry) (down|that|of) (that)',
      'put|note|write (down|on) (record) that',
      'make a record|note (of|that)',
      'i|we',
    ],
  },
]

/** Between what was done and the name. */
const joining: readonly Phrases<true>[] = [
  {
    means: true,
    phrases: [
      '(a) (call|ring|message|email|bell|contact|conversation|meeting|chat|teams|note) (message|off) (i|we) (had|have|made|sent) (on|today|yesterday|just|now|earlier|this) (morning|afternoon) (up) (in) (touch) with|to|for|from|about|of|on (student|my) (tutee|student)',
      'student|my (tutee|student)',
      'up|in|out (touch) with|to',
      'off|on (the) phone with|to|from',
      'a call|ring|message|bell|buzz',
    ],
  },
]

const readRecord = readerOf(records, {}, () => true as const)
const findBeginning = finderOf<Channel | 'unsaid', { record: true }>(beginnings)
const findPoliteness = finderOf<true, object>(politeness)
const findJoining = finderOf<true, object>(joining)

/** A question with one of these at its start asks about contacts, and records none. */
const asksOf: ReadonlySet<string> = new Set(
  'who which when has have did does how why what where show list any is are whom find not students tutees'.split(' '),
)

/** "log a call with Aisha", "I spoke to Tom about his attendance", "record contact". */
export function recordContact({ words, text, known }: Message): QuestionOf<'record-contact'> | undefined {
  if (asksOf.has(words[0]?.norm ?? '') && !isIHave(words)) return undefined
  const found = beginningOf(words)
  if (!found) return undefined
  const { channel, end } = found
  const base = { intent: 'record-contact' as const, ...(channel !== 'unsaid' && { channel }) }
  const afterJoining = skip(words, end, findJoining)
  const isJoined = afterJoining > end
  const rest = words.slice(afterJoining)
  if (rest.every(({ norm }) => closingWords.has(norm) || norm === '')) return base
  const named = studentAt(rest, known, isJoined || channel !== 'unsaid')
  if (!named) return undefined
  const viaChannel = channelAfter(rest.slice(named.end))
  const note = noteFrom(text, words, afterJoining + named.end + (viaChannel?.words ?? 0))
  return {
    ...base,
    student: named.student,
    ...(viaChannel && { channel: viaChannel.channel }),
    ...(note !== undefined && { note }),
  }
}

const closingWords: ReadonlySet<string> = new Set('please pls thanks ta cheers today now yesterday'.split(' '))

const isIHave = (words: readonly Word[]): boolean =>
  words.slice(0, 3).some(({ norm }) => norm === 'i') && !['who', 'which', 'when', 'how', 'show'].includes(words[0]?.norm ?? '')

/** The beginning that takes the most words, politeness before it included. */
function beginningOf(words: readonly Word[]): { channel: Channel | 'unsaid'; end: number } | undefined {
  let best: { channel: Channel | 'unsaid'; end: number } | undefined
  for (let start = 0; start <= Math.min(words.length, 8); start += 1) {
    if (start > 0 && !isPolite(words.slice(0, start))) continue
    const part = words.slice(start)
    const found = findBeginning(part, { record: readRecord })
    if (found?.start === 0 && start + found.end > (best?.end ?? 0))
      best = { channel: found.value, end: start + found.end }
  }
  return best
}

function isPolite(words: readonly Word[]): boolean {
  let rest = words
  while (rest.length > 0) {
    const found = findPoliteness(rest, {})
    if (found?.start !== 0) return false
    rest = rest.slice(found.end)
  }
  return true
}

function skip(words: readonly Word[], at: number, find: typeof findJoining): number {
  const found = find(words.slice(at), {})
  return found?.start === 0 ? at + found.end : at
}

/** The name at the start of the words: the longest run that names somebody; else what may be a name. */
function studentAt(
  words: readonly Word[],
  known: KnownStudents,
  isCertain: boolean,
): { student: StudentRef; end: number } | undefined {
  for (let end = Math.min(words.length, 5); end > 0; end -= 1) {
    const student = known.named(words.slice(0, end))
    if (!student) continue
    // "Mei So" is not Mei.
    const next = words[end]
    if (next && isCapital(next) && !isGrammarWord(next.norm) && !/['’]s?$/u.test(words[end - 1]?.typed ?? ''))
      return { student: unknown(words.slice(0, end + 1)), end: end + 1 }
    return { student, end }
  }
  if (!isCertain) return undefined
  let end = 0
  while (end < Math.min(words.length, 3) && mayBeNamePart(words, end)) end += 1
  return end === 0 ? undefined : { student: unknown(words.slice(0, end)), end }
}

const isCapital = ({ typed }: Word): boolean => /^\p{Lu}/u.test(typed)
const unknown = (words: readonly Word[]): StudentRef => ({ unknown: words.map(({ typed }) => typed).join(' ') })

function mayBeNamePart(words: readonly Word[], index: number): boolean {
  const word = words[index]
  if (!word || fillers.has(word.norm) || notesBegin.has(word.norm)) return false
  return isCapital(word) || (!isGrammarWord(word.norm) && (index === 0 || !isCapital(words[0] ?? word)))
}

/** A note goes on with one of these. */
const notesBegin: ReadonlySet<string> = new Set(
  'about re regarding today yesterday because who on and but that in after before by via over said says will is was has'.split(' '),
)

const viaTable: readonly Phrases<Channel>[] = [
  { means: 'call', phrases: ['by|on|via|over (the) phone|telephone|call'] },
  { means: 'email', phrases: ['by|via|over|on email'] },
  { means: 'teams', phrases: ['by|via|over|on|in teams (chat|message)'] },
  { means: 'meeting', phrases: ['in person', 'face to face', 'in (a|the|my) meeting|tutorial|office hour'] },
]
const findVia = finderOf<Channel, object>(viaTable)

function channelAfter(words: readonly Word[]): { channel: Channel; words: number } | undefined {
  const found = findVia(words, {})
  return found?.start === 0 && found.value !== 'meeting' ? { channel: found.value, words: found.end } : undefined
}

/** The words from one on, as they were typed. */
function noteFrom(text: string, words: readonly Word[], index: number): string | undefined {
  const rest = words.slice(index)
  if (rest.every(({ norm }) => closingWords.has(norm) || norm === '')) return undefined
  // Word by word from the start: the same word may stand there more than once.
  let at = 0
  for (const { typed } of words.slice(0, index)) {
    const found = text.indexOf(typed, at)
    if (found !== -1) at = found + typed.length
  }
  const note = text.slice(at).replace(/^['’]s\b/u, '').replace(/^[\s,;:.\-–—()]+/u, '').trim()
  return note === '' ? undefined : note
}

export const contactWords: readonly string[] = [...wordsIn(beginnings), ...wordsIn(records), ...wordsIn(politeness), ...wordsIn(joining), ...notesBegin]
