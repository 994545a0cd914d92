import { finderOf, readerOf, wordsIn, type Phrases, type Readers } from './pattern'
import { weekdayWords } from './slots/dates'
import { readNumber } from './slots/numbers'
import { without, type Word } from './words'

/** Who wants to know. */
const askers: readonly Phrases<true>[] = [
  {
    means: true,
    phrases: [
      '(the|my|our|a) head|director|dean|chair|leader|convenor|coordinator|manager (of) (the) (school|department|dept|faculty|programme|year|student|teaching|learning|studies|experience|school) (and) (learning|studies|experience)',
      '(the|my|our|a) programme|course|module|line|year leader|director|manager|tutor|lead|head|team',
      '(the|my|our|a) hod|dean|provost|boss|registrar|registry|vc|pvc|management|panel|board|colleague|colleagues',
      '(the|my|our|an|a) exam|examination|examiners|programme|progress|assessment|award (board|committee|panel)',
      '(the) powers that be',
      'senior management|leadership',
    ],
  },
]

/** What it is wanted for. */
const occasions: readonly Phrases<true>[] = [
  {
    means: true,
    phrases: [
      '({day}) (the|a|an|my|our|this|todays|tomorrows) (next) (exam|examination|programme|progress|assessment|award|staff|team|student|school|department|faculty|course|tutor|tutors|subject) board|boards|committee|panel|meeting|review|report|audit|return|paper|briefing (of) (studies|study) (on) ({day})',
      '(the|my|our|an|a) (annual|termly|monthly|weekly|quick) monitoring|review|report|reports|catchup|spreadsheet|slides|records|notes (report)',
      'board|boards of studies|study|examiners (on) ({day})',
    ],
  },
]

const days: readonly Phrases<true>[] = [
  {
    means: true,
    phrases: [
      [...weekdayWords].join('|'),
      [...weekdayWords].map((day) => `${day}s`).join('|'),
      'tomorrow|today|tomorrows|todays|later',
    ],
  },
]

/** What surrounds a question, and asks nothing: whom it is for, what hurry it has, and courtesies. */
const frames: readonly Phrases<true>[] = [
  {
    means: true,
    phrases: [
      // Courtesies.
      '(i) hope (that) you|this|all|everything|things (are|is|finds|had|have) (you) (a|all|doing) (keeping) well|ok|okay|good|fine|nice|lovely (there|with you|weekend|today)',
      'good morning|afternoon|evening|day (all|there|everyone|bot)',
      'hi|hello|hey|hiya|yo|dear|oh|right|ok|okay|thanks|cheers there|again|all|bot|pal|mate|team|folks|everyone|lovely|love|buddy (bot)',
      '(many|kind|best|warm) thanks|regards|wishes (in advance)',
      'thanks|thank|ta|cheers (you) (so|very|ever) much (in advance)',
      'thanks (you) in advance',
      'that|it|this would|will|is be (very|really|so|most|super) great|lovely|brilliant|helpful|good|amazing|handy|useful|appreciated|perfect|fab|fantastic',
      '(it|that) would be (very|really|so|most|super|much) great|lovely|brilliant|helpful|good|amazing|handy|useful|appreciated (if you could|can)',
      '(much|greatly|really) appreciated',
      '(i) (would) (be) (very|most|so|really) grateful|appreciate (it) (if you could|can)',
      'you are a (total|absolute) star|legend|gem|lifesaver|angel',
      'sorry (to|about) (be|bother|trouble|for|the) (a) (you|me|pain|ask|asking|bother) (again)',
      'sorry (it|its|this) (is) (only|just) me again',
      'can|could you help (me) (out) (with) (this|that)',
      'let me know',
      '(so) (that) i|we (can|could|want|would|may) (like) (to) send|give|drop|email|contact|call|congratulate|thank|praise|meet|invite|chase them (all|each) (an|a|some) (email|message|praise|call|note|card|support)',
      'would|do you mind',
      // What leads to the question.
      '(i) (was|am|have been) (just) wondering|wonder|curious|hoping (if|whether|to) (you|i|we) (could|can|might) (possibly|please|just)',
      'would it be possible (for) (you|me) (to)',
      'is it possible (for) (you|me) (to)',
      'it is possible (for) (you|me) to',
      '(could|can|may|might) i|we (possibly|please|just) trouble|bother|ask|pester you for|to|about|with',
      'i|we (just|also|really|only) (would) need|want|wanted|needed|wish|love|like (to) know|see|check|find|have (out)',
      '(i) (have|has) been|was (just) asked|told|tasked (by) ({asker}) (to|for|with|about) (find|check|get|give|look|provide|report|pull|produce|identify) (out|on|at|them|up|together)',
      '{asker} (is|has|have|are|would) (just|also|really) wants|want|wanted|needs|need|needed|asked|asking|ask|asks|like|requested (me) (to|for|about|if|whether) (know|see|have|find|get|check) (out) (if|whether|about|on)',
      '(i|we) (am|are) (just) putting|preparing|writing|doing|compiling|drafting|working|finishing|prepping|collating (on|up|together) (for) {occasion} (for) ({asker}) (and) (so) (i|we) (need|want|would) (like|know) (to) (know|see|have)',
      'we|i have|got (got) {occasion} (coming) (up)',
      '(in) (readiness|preparation|time) for {occasion}',
      '(ahead|in advance) of {occasion}',
      'for {occasion} (for) ({asker})',
      'before (our|my|the|a|tomorrows|todays) meeting|board|tutorial|session|lecture|class|catchup',
      '{occasion} (is) tomorrow|today|later|soon|needs|need|coming (up)',
      // A hurry, or none.
      'if|when|whenever you get|have|can|could (a|any|the|spare) (spare) (minute|moment|chance|second|sec|time|mo|opportunity)',
      '(just) (a|one) (really|very|super) quick|small|little|short one|question|query|request|thing|ask|q (for you)',
      '(just) a question|query|request (for you)',
      '(there is) no rush|hurry|pressure|worries',
      '(as) soon as possible|you can',
      'at your (earliest) convenience',
      'in (about|the next) {number} mins|minutes|min|minute|hours|hour (time)',
      'in an|half|a (an) hour|minute|sec|bit|mo',
      '(just) for|before my|the|i records|record|information|info|forget|reference',
      'nothing fancy|special|complicated',
      'to be honest|fair',
      'as (a) usual|always|ever',
      'by the way',
      'while i remember|think',
      'bear with me',
      'if (at all) possible|poss',
      'if (that|it) is (ok|okay|alright|all right|possible|not too much trouble)',
      'not sure if|whether (this|you|it) (is|can|could|right) (do|help|right|this|possible) (but)',
      'the now',
    ],
  },
]

interface FrameParts {
  asker: true
  occasion: true
  day: true
  number: number
}

const readDay = readerOf(days, {}, () => true as const)
const readers: Readers<FrameParts> = {
  asker: readerOf(askers, {}, () => true as const),
  occasion: readerOf(occasions, { day: readDay }, () => true as const),
  day: readDay,
  number: readNumber,
}
const find = finderOf<true, FrameParts>(frames)

/**
 * The words without what only surrounds a question: "I've been asked by the head of school to find out", "if you get a
 * minute", "for Thursday's board". What is nothing else stays as it is.
 */
export function withoutFrames(words: readonly Word[]): readonly Word[] {
  let rest: readonly Word[] = words
  for (let found = find(rest, readers); found; found = find(rest, readers))
    rest = without(rest, found.start, found.end)
  const first = rest.findIndex(({ norm }) => norm !== '')
  return first === -1 ? words : rest.slice(first)
}

export const framingWords: readonly string[] = [...wordsIn(frames), ...wordsIn(askers), ...wordsIn(occasions)]
