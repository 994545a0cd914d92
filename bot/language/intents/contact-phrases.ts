import { finderOf, readerOf, wordsIn, type Phrases } from '../pattern'
import type { Channel } from '../../../data/domain/contact'

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
      'left (a) voicemail|message|vm (for|on|with)',
      'had|got|made|took a (quick|short|long|brief) call|ring with|to|from',
      'call|phonecall|ring made|placed|to|with (to)',
      'got hold|through of|to|on (by) (phone)',
      'spoke|spoken|talked|chatted on|over|by (the) phone',
    ],
  },
  {
    means: 'email',
    phrases: [
      'emailed|mailed',
      '(sent|wrote|written|dropped|fired|got|had|received|shot|pinged|replied) (off|back|out) (to) (a|an) (quick|short|another) email|mail|emails (sent|back) (to|from|with)',
      'email|mail sent|written|to|from|with (to)',
      'dropped|sent|fired|shot',
    ],
  },
  {
    means: 'teams',
    phrases: [
      'messaged|dmed|pinged|imed',
      'teams message|chat|call|meeting|dm (sent) (to|with)',
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
      'had|did (a|an|my|our) supervision|tutorial|121|catchup|review|meeting with',
      'ran|run into',
      'came|come|popped|dropped to|in|by (to) (see|my) (me|office)',
      'popped|came in|by (to) (see) (me)',
    ],
  },
  {
    means: 'other',
    phrases: ['texted|whatsapped|smsed', 'sent|wrote (a|an) letter|text|sms|whatsapp (to)', 'wrote to'],
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
      '(had|having) (a|an) (wee|nice|lovely|great|positive|frank|serious|tough) chat|conversation|word|talk|discussion|natter (with|about)',
      'touched base (with)',
      'been|was|am speaking|talking|chatting to|with',
      'heard (back) from',
      'got|get hold of',
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
    `{record} (down) (a|an|the|my|that) (quick|new|short|long|phone|brief|video) ${nouns} (i|we) (just) (had|made|sent)`,
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

/** "Make a note that I rang …", "log: spoke to …": what was done says the channel. */
const notes: readonly Phrases<'unsaid'>[] = [
  {
    means: 'unsaid',
    phrases: [
      '{record} (down) (that) i|we',
      '{record} (down) that',
      '(make|take|add|put) (a) note (down) that|of|to say',
      'put|add|leave|make|write|pop|stick (down) (a|another) note|entry|comment (on|for|about|against|under)',
      '{record} (a) note|comment|entry (on|for|about|against|under)',
    ],
  },
]

export const readVerb = readerOf(recordVerbs, {}, () => true as const)
export const findRecord = finderOf<Channel | 'unsaid', { record: true }>([...records, ...notes])
export const findDone = finderOf<Channel | 'unsaid'>(done)

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
      'came|come|popped|dropped (in|by|round|along) (to) (see) (me|my) (office) (hour|hours)',
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
export const readTail = readerOf(tails, {}, (channel) => channel)

export const doneWords: readonly string[] = wordsIn(done)
export const recordWords: readonly string[] = [
  ...wordsIn(records),
  ...wordsIn(recordVerbs),
  ...wordsIn(notes),
]
export const tailWords: readonly string[] = wordsIn(tails)
