import type { Channel } from '../../../data/domain/contact'
import type { QuestionOf } from '../question'
import type { Word } from '../words'
import { asking, beginsDone, isHistory } from './contact-asked'
import { closing, noteFrom } from './contact-note'
import {
  doneWords,
  findDone,
  findRecord,
  readTail,
  readVerb,
  recordWords,
  tailWords,
} from './contact-phrases'
import type { Message } from './context'

/** "log a call with Aisha", "I spoke to Tom about his attendance", "dropped Hannah an email", "record contact". */
export function recordContact(message: Message): QuestionOf<'record-contact'> | undefined {
  const { words, mention } = message
  const begins = words.findIndex(({ norm }) => !politeness.has(norm))
  const head = words.slice(0, mention?.end ?? words.length)
  const recorded = findRecord(head, { record: readVerb })
  const isOrder =
    (recorded !== undefined && recorded.start - Math.max(begins, 0) <= 4) || isNoteFor(message, begins)
  if (
    isHistory(words, begins, mention?.start ?? words.length) ||
    (!isOrder && ((asking.has(words[begins]?.norm ?? '') && !beginsDone(words, begins)) || negates(head)))
  )
    return undefined
  const wasDone = doneIn(head)
  if (!mention || !isBeside(words, mention.start))
    return isOrder ? withoutStudent(words, recorded?.value ?? 'unsaid', wasDone?.value) : undefined
  const [tail] = readTail(words, mention.end)
  const tailDone = findDone(words.slice(mention.end, mention.end + 6), {})
  if (!isOrder && !wasDone && !(tailDone && mention.start <= begins)) return undefined
  const channel = [
    tail?.value,
    wasDone?.value,
    isOrder ? recorded?.value : undefined,
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

/** What was done; what says the channel rather than what does not: "contact: emailed". */
function doneIn(words: readonly Word[]): ReturnType<typeof findDone> {
  const found = findDone(words, {})
  if (found?.value !== 'unsaid') return found
  const others = findDone([...words.slice(0, found.start), ...words.slice(found.end)], {})
  return others && others.value !== 'unsaid' ? { ...found, value: others.value } : found
}

const politeness: ReadonlySet<string> = new Set(
  'please pls plz hi hello hey so and ok just today yesterday also now quickly i we this morning afternoon earlier have finally'.split(
    ' ',
  ),
)
/** "Note for Grace: feeling better"; "notes on Grace" asks for them. */
const isNoteFor = ({ words, mention }: Message, begins: number): boolean =>
  mention !== undefined &&
  words[begins]?.norm === 'note' &&
  begins + 2 === mention.start &&
  words[mention.end - 1]?.stop === true &&
  mention.end < words.length

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

const loneWords: ReadonlySet<string> = new Set([
  ...politeness,
  ...closing,
  ...recordWords,
  ...doneWords,
  ...`to a an the want need would like can could you me my let in for with student students tutee of that help down up had
  made will must should going about it one someone somebody sent got id ive`.split(/\s+/u),
])
const leads: ReadonlySet<string> = new Set([
  ...doneWords,
  ...'that with to from for of on about student tutee mr ms mrs miss dr called named call email meeting contact phone up note log'.split(
    ' ',
  ),
])

export const contactWords: readonly string[] = [...loneWords, ...leads, ...asking, ...tailWords]
