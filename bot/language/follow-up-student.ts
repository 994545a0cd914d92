import type { Before } from './before'
import { fillers } from './fillers'
import { cueWords, readCue } from './follow-up-cues'
import type { Message } from './intents/context'
import type { Question, QuestionOf, StudentRef } from './question'
import { readOrdinal } from './slots/numbers'
import { areOnly, takeSlots, type Slots } from './slots/take-slots'
import { without } from './words'

/** "the second one", "number 3", "the last one": of those shown. */
export function ofShown({ words }: Message, { shown }: Before): QuestionOf<'show-student'> | undefined {
  const said = words.filter(({ norm }) => !openings.has(norm))
  const [first, ...others] = said
  if (shown.length === 0 || others.some(({ norm }) => !ofOne.has(norm))) return undefined
  const [position] = readOrdinal(said, 0)
  const id = first?.norm === 'last' ? shown.at(-1) : position && shown[position.value - 1]
  const isOne = others.length > 0 || said.length !== words.length
  return id === undefined || !isOne ? undefined : { intent: 'show-student', student: { id } }
}

const openings: ReadonlySet<string> = new Set(
  'show open see me the please tell about and what number'.split(' '),
)
const ofOne: ReadonlySet<string> = new Set('one student person in list on of the please'.split(' '))

/** "and Jack Thompson?": the same of somebody else. */
export function ofAnotherStudent(
  { words, mention, vocabulary }: Message,
  { question }: Before,
): Question | undefined {
  const [cue] = readCue(words, 0)
  const isAboutStudents = 'student' in question
  if (!mention || !cue || !isAboutStudents) return undefined
  const { slots, rest } = takeSlots(without(words, mention.start, mention.end), vocabulary)
  if ('unknown' in mention.student && (slots.unit ?? slots.level)) return undefined
  if (!areOnly(rest, fillers, cueWords)) return undefined
  return withStudent(question, mention.student, slots)
}

const pronouns: ReadonlySet<string> = new Set('she he they her him them his their hers'.split(' '))

/** "why so low?", "how come": of the one whom the answer was about. */
export function ofReason({ words, mention }: Message, before: Before): Question | undefined {
  const id = onlyStudent(before)
  const asks = words[0]?.norm === 'why' || (words[0]?.norm === 'how' && words[1]?.norm === 'come')
  if (id === undefined || mention || !asks || !areOnly(words, fillers, cueWords, reasonWords))
    return undefined
  return { intent: 'explain-score', student: { id } }
}
const reasonWords: ReadonlySet<string> = new Set('why come low high score so flagged that this'.split(' '))

/** "show her", "what about their attendance": of the one whom the answer was about. */
export function ofSameStudent({ words, vocabulary, mention }: Message, before: Before): Question | undefined {
  const id = onlyStudent(before)
  if (id === undefined || (mention && !('unknown' in mention.student))) return undefined
  if (!words.some(({ norm }) => pronouns.has(norm))) return undefined
  const { slots, rest } = takeSlots(words, vocabulary)
  if (slots.unit || slots.level !== undefined || slots.bands || slots.trend) return undefined
  if (!areOnly(rest, fillers, cueWords, pronouns, showWords)) return undefined
  return withStudent({ intent: 'show-student', student: { id } }, { id }, slots)
}
const showWords: ReadonlySet<string> = new Set('show open see profile details more'.split(' '))

/** The one student whom the last question, or its answer, was about. */
function onlyStudent({ question, shown }: Before): string | undefined {
  const student = 'student' in question ? question.student : undefined
  // Whoever was asked for and not found is nobody of the list before.
  if (student !== undefined) return 'id' in student ? student.id : undefined
  return shown.length === 1 ? shown[0] : undefined
}

/** The message with the student's ID for "she", "him", "their": "why is she low", "log a call with him". */
export function withNameForPronoun({ words, text, mention }: Message, before: Before): string | undefined {
  const id = onlyStudent(before)
  const pronoun = words.find(({ norm }) => pronouns.has(norm))
  if (id === undefined || !pronoun || mention) return undefined
  const possessive = /^(her|his|their|hers)$/u.test(pronoun.norm)
  const isBeforeNoun = possessive && pronoun !== words.at(-1)
  return text.replace(new RegExp(`\\b${pronoun.typed}\\b`, 'u'), isBeforeNoun ? `${id}'s` : id)
}

function withStudent(question: Question, student: StudentRef, { window, source }: Slots): Question {
  const base = { ...question, student } as Question
  if (base.intent !== 'show-student' && base.intent !== 'trend') return base
  return { ...base, ...(window && { window }), ...(source && { source: source.source }) }
}
