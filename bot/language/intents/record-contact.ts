import { finderOf, readerOf, wordsIn, type Phrases } from '../pattern'
import type { Channel } from '../../../data/domain/contact'
import type { QuestionOf } from '../question'
import type { Word } from '../words'
import type { Message } from './context'

/** What was done, where the channel is said by it … */
const done: readonly Phrases<Channel | 'unsaid'>[] = [
  {
    means: 'call',
    phrases: [
      'called|rang|rung|phoned|telephoned|ringing|calling|phoning|facetimed',
      'tried to call|ring|phone',
      'gave|given',
      '(had|made|come|got|been|finished|did|on|off|took) (a|an|off|on|just) (quick|short|long|brief|min|minute) (the|phone|video) call|phone|phonecall|zoom|convo (convo|conversation|chat|call) with|to|from',
      'phone|telephone|video call|convo|conversation|chat|catchup (with|to|from)',
      'left (a) voicemail|message for|on|with',
      'spoke|spoken|talked|chatted on|over|by (the) phone',
    ],
  },
  {
    means: 'email',
    phrases: [
      'emailed|mailed',
      '(sent|wrote|written|dropped|fired|got|had|received|shot|pinged|replied) (off|back|out) (to) (a|an) (quick|short|another) email|mail|emails (sent|back) (to|from|with)',
      'email|mail sent|written|to|from|with (to)',
      'call made to',
      'dropped|sent|fired|shot',
    ],
  },
  {
    means: 'teams',
    phrases: [
      'messaged|dmed|pinged',
      '(sent|had|wrote|did|dropped|used|exchanged) (a|an|on) (quick|short) teams (message|chat|msg|call|meeting|messages|dm) (sent) (to|with|from) (message)',
      'chatted|spoke|spoken|talked|messaged (to|with) on|over|via|in teams',
      'used teams to message|contact|chat|speak|talk (to|with)',
      'chatted (with|to)',
    ],
  },
  {
    means: 'meeting',
    phrases: [
      'i|we|just (have|had) (just) seen',
      'met|saw|bumped (up|into) (face) (to) (face) (with)',
      'met face to face|in person (with)',
      '(had|held|did|completed|done|finished|made|attended) (a|an|my|our|the) (good|quick|short|long|brief|useful|productive|difficult|progress|personal|1|one) (to|tutor|on|2) (1|one|tutorial|face) (to|face|review) (face) meeting|tutorial|appointment|121|session|meetings|supervision|one (with)',
      'meeting|tutorial|appointment|121 (held) with|w',
      'sat down with',
      'popped|came in|by (to) (see) (me)',
    ],
  },
  {
    means: 'other',
    phrases: ['texted|whatsapped', 'sent|wrote (a|an) letter|text|sms|whatsapp (to)', 'wrote to'],
  },
  {
    means: 'unsaid',
    phrases: [
      'spoke|spoken|talked|contacted|discussed|chased|reached|speaking (out) (to|with) (with)',
      'been|got|get in touch|contact (with)',
      'heard (back) from',
      'checked (in|up) (on|with)',
      'caught up (with)',
      'catchup|catch|conversation|chat|convo|word|discussion|talk (up) with',
      '(had|held|made) (a|an) (quick|good|long|short|brief|difficult|useful|productive|proper|little) (and) (good|long|honest) chat|conversation|word|discussion|talk|catchup|catch|convo|contact (up) (with)',
      'followed up (with)',
    ],
  },
]

/** … and what is to be written down, said outright. */
const records: readonly Phrases<Channel | 'unsaid'>[] = (
  [
    ['call', 'call|phonecall|telephone|phone|ring'],
    ['email', 'email|mail|emails'],
    ['teams', 'teams'],
    ['meeting', 'meeting|tutorial|appointment|121|visit|session|meet'],
    ['other', 'letter|text|sms|whatsapp'],
    [
      'unsaid',
      'contact|conversation|chat|interaction|discussion|talk|catchup|catch|contacts|convo|something',
    ],
  ] as const
).map(([means, nouns]) => ({
  means,
  phrases: [
    `{record} (down) (a|an|the|my|that|new|another|some|this) (quick|new|short|long|phone|brief) ${nouns} (message|chat|call|note|entry|record|up|meeting|msg) (entry|record|note)`,
    `(a) new (phone) ${nouns} (message|chat|call|note) (entry|record|note|log) (for|with)`,
  ],
}))

const recordVerbs: readonly Phrases<true>[] = [
  {
    means: true,
    phrases: [
      'log|record|add|enter|register|note|save|store|create|capture|document|input|logging|recording|adding|update',
      'write|put|jot up|down|in',
      'make|update|add (a|an|the|to) (note|record|entry|log) (of|that|for|about)',
    ],
  },
]

const readVerb = readerOf(recordVerbs, {}, () => true as const)
const findRecord = finderOf<Channel | 'unsaid', { record: true }>(records)
const findDone = finderOf<Channel | 'unsaid'>(done)

/** After the name, before what was said. */
const tails: readonly Phrases<Channel | 'unsaid'>[] = [
  {
    means: 'call',
    phrases: [
      '(a|another) (quick) ring|call|bell|buzz|tinkle',
      'by|on|via|over (the) phone|telephone',
      '(on) the phone',
    ],
  },
  { means: 'email', phrases: ['(a|an|another) (quick|short) email|mail|line|note', 'by|via|over|on email'] },
  {
    means: 'teams',
    phrases: [
      '(a) (quick) (teams) message|dm|msg (on|in|over|via) teams',
      '(a) teams message|chat',
      'by|via|over|on|in teams (chat|message)',
    ],
  },
  {
    means: 'meeting',
    phrases: [
      'and|with i|me|myself (have|just) had|met (a) (quick|good) (meeting|tutorial)',
      'in person',
      'face to face',
      'came|popped (in|by|round) (to see me)',
    ],
  },
  {
    means: 'unsaid',
    phrases: [
      '(just|earlier|late|only) today|yesterday|now|earlier',
      'this morning|afternoon',
      'last night|week',
      'and i spoke|talked',
      'on monday|tuesday|wednesday|thursday|friday',
    ],
  },
]
const readTail = readerOf(tails, {}, (channel) => channel)

/** A message that begins with one of these asks, or orders what the bot cannot do. */
const asks: ReadonlySet<string> = new Set(
  `who which when has did how why what show list any is are whom find was were does do not students tutees student tutee all
   remind see read bring pull where tell give get open book schedule arrange send cancel delete email call ring message phone
   text write translate invite ask set move change mark withdraw can should low falling anyone everyone people those`.split(
    /\s+/u,
  ),
)

/** "log a call with Aisha", "I spoke to Tom about his attendance", "dropped Hannah an email", "record contact". */
export function recordContact(message: Message): QuestionOf<'record-contact'> | undefined {
  const { words, mention } = message
  const begins = words.findIndex(({ norm }) => !politeness.has(norm))
  const head = words.slice(0, mention?.end ?? words.length)
  const recorded = findRecord(head, { record: readVerb })
  const isOrder = recorded !== undefined && recorded.start - Math.max(begins, 0) <= 4
  if (
    isHistory(words, begins) ||
    (!isOrder && ((asks.has(words[begins]?.norm ?? '') && !beginsDone(words, begins)) || negates(head)))
  )
    return undefined
  const wasDone = findDone(head, {})
  if (!mention || !isBeside(words, mention.start))
    return isOrder ? withoutStudent(words, recorded.value, wasDone?.value) : undefined
  const [tail] = readTail(words, mention.end)
  const tailDone = findDone(words.slice(mention.end, mention.end + 6), {})
  if (!isOrder && !wasDone && !(tailDone && mention.start <= begins)) return undefined
  const channel = [
    tail?.value,
    wasDone?.value,
    isOrder ? recorded.value : undefined,
    tailDone && mention.start <= begins ? tailDone.value : undefined,
  ].find((each) => each !== undefined && each !== 'unsaid')
  if (!channel && !isOrder && wasDone && wasDone.value === 'unsaid' && wasDone.start > mention.end)
    return undefined
  const end = tail?.end ?? mention.end
  const after = mention.start <= begins && tailDone && !wasDone ? mention.end + tailDone.end : end
  const note = noteFrom(message, Math.max(end, after))
  return {
    intent: 'record-contact',
    student: mention.student,
    ...(channel && { channel }),
    ...(note !== undefined && { note }),
  }
}

/** "Call made to", "email sent to": what was done, not what is to be done. */
function beginsDone(words: readonly Word[], begins: number): boolean {
  const found = findDone(words.slice(Math.max(begins, 0)), {})
  return found?.start === 0 && found.end > 1
}

/** "Contact log for", "past contact with", "my contact notes": what was written down before. */
function isHistory(words: readonly Word[], begins: number): boolean {
  if (words.some(({ norm }) => norm === 'who' || norm === 'whom')) return true
  if (past.has(words[Math.max(begins, 0)]?.norm ?? '')) return true
  // "Have we been in touch" asks; "have emailed" tells.
  const have = words.findIndex(({ norm }) => norm === 'have')
  if (have !== -1 && have <= 1 && ['i', 'we', 'you', 'they'].includes(words[have + 1]?.norm ?? ''))
    return true
  if (words.some(({ norm, stop }, index) => stop && past.has(words[index + 1]?.norm ?? '') && norm !== ''))
    return true
  return words.some(({ norm }, index) => nouns.has(norm) && written.has(words[index + 1]?.norm ?? ''))
}
const past: ReadonlySet<string> = new Set(
  'past previous earlier last recent contacts conversations meetings history date timeline any am'.split(' '),
)
const nouns: ReadonlySet<string> = new Set('contact contacts meeting conversation'.split(' '))
const written: ReadonlySet<string> = new Set('history log logs notes timeline records list'.split(' '))

const politeness: ReadonlySet<string> = new Set(
  'please pls plz hi hello hey so and ok just today yesterday also now quickly i we this morning afternoon earlier have finally'.split(
    ' ',
  ),
)
const negates = (words: readonly Word[]): boolean =>
  words.some(({ norm }) => norm === 'not' || norm === 'never')

function withoutStudent(
  words: readonly Word[],
  recorded: Channel | 'unsaid',
  wasDone: Channel | 'unsaid' | undefined,
): QuestionOf<'record-contact'> | undefined {
  const channel = recorded === 'unsaid' ? wasDone : recorded
  if (!words.every(({ norm }) => loneWords.has(norm))) return undefined
  return { intent: 'record-contact', ...(channel && channel !== 'unsaid' && { channel }) }
}

/** Whether what stands before a name leads to it: a preposition, a verb, an article of a title, a stop. */
function isBeside(words: readonly Word[], start: number): boolean {
  const before = words[start - 1]
  return before === undefined || before.stop === true || before.norm === '' || leads.has(before.norm)
}

const closing: ReadonlySet<string> = new Set('please pls thanks ta cheers today now yesterday'.split(' '))

/** The words from one on, as they were typed. */
function noteFrom({ text, words }: Message, index: number): string | undefined {
  const rest = words.slice(index)
  if (rest.every(({ norm }) => closing.has(norm) || norm === '')) return undefined
  // Word by word from the start: the same word may stand there more than once.
  let at = 0
  for (const { typed } of words.slice(0, index)) {
    const found = text.indexOf(typed, at)
    if (found !== -1) at = found + typed.length
  }
  const note = text
    .slice(at)
    .replace(/^['’]s\b/u, '')
    .replace(/^[\s,;:.\-–—()]+/u, '')
    .trim()
  return note === '' ? undefined : note
}

const doneWords = wordsIn(done)
const loneWords: ReadonlySet<string> = new Set([
  ...politeness,
  ...closing,
  ...wordsIn(records),
  ...wordsIn(recordVerbs),
  ...doneWords,
  ...`to a an the want need would like can could you me my let in for with student students tutee of that help down up had
  made will must should going about it one someone somebody sent got id ive`.split(/\s+/u),
])
const leads: ReadonlySet<string> = new Set([
  ...doneWords,
  ...'with to from for of on about student tutee mr ms mrs miss dr called named call email meeting contact phone up note log'.split(
    ' ',
  ),
])

export const contactWords: readonly string[] = [...loneWords, ...leads, ...asks, ...wordsIn(tails)]
