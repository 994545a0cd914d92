import { fillers } from './fillers'
import { listQuestion } from './intents/list-students'
import { summaryQuestion } from './intents/summarise'
import type { Message } from './intents/context'
import { readerOf, wordsIn, type Phrases } from './pattern'
import type { Question, QuestionOf, StudentRef } from './question'
import { areOnly, takeSlots, type Slots } from './slots/take-slots'
import { readNumber, readOrdinal } from './slots/numbers'
import { readSpan } from './slots/spans'
import { without, type Word } from './words'

/** What was last asked in a conversation, by the same person, and whom the answer showed, in order. */
export interface Before {
  question: Question
  shown: readonly string[]
}

/** How a message begins that goes on from the one before. */
const cues: readonly Phrases<true>[] = [
  {
    means: true,
    phrases: [
      'and|but|also|now|then|ok|okay|so|or|instead|plus|same|again (what|how|only|just|now|for|with|show|the) (about|for|me) (the|just|only) (ones|those|for)',
      'what|how about (the|just|only|for) (ones|those)',
      '(show|now|and|keep|give) (me) only|just (show|me|the|for|those|them|in|at|since) (ones|those|me|the|who|with|in|at)',
      'same (again|thing|question|list) (but|for|with)',
      'make|cut|change|narrow|limit|filter|restrict|switch|keep|reduce (it|that|this|them|down) (down) (to|by) (the|just|only|show)',
      'sort|order|rank|split|break|group|put (it|that|this|them|those|down) (down|out)',
      'based on',
      '(can|could) (you) put|sort|order|show (those|them|it|that) (in|by)',
      'for|with|without|not|except|excluding|by|since|in|at|those|of (those|these|them) (who|in|the)',
      'which of those|these|them (are|is|have)',
      'try|use (it|with|for)',
      'leave|take out',
      'remove|drop|ignore (the)',
    ],
  },
]
const readCue = readerOf(cues, {}, () => true as const)

/** The question that a message means after another: what that set stays, but for what this says. */
export function followUp(message: Message, before: Before): Question | undefined {
  return (
    ofShown(message, before) ??
    ofAnotherStudent(message, before) ??
    ofSameStudent(message, before) ??
    ofChangedSlots(message, before)
  )
}

/** "the second one", "number 3", "the last one": of those shown. */
function ofShown({ words }: Message, { shown }: Before): QuestionOf<'show-student'> | undefined {
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
function ofAnotherStudent(
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

/** "show her", "what about their attendance": of the one whom the answer was about. */
function ofSameStudent({ words, vocabulary, mention }: Message, before: Before): Question | undefined {
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
  if (student !== undefined && 'id' in student) return student.id
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

/** "and level 6?", "only the falling ones", "what about attendance", "sort by name", "make it 3 weeks". */
function ofChangedSlots(message: Message, { question }: Before): Question | undefined {
  if (!isAboutGroup(question) && !isAboutStudent(question)) return undefined
  const { words, vocabulary } = message
  let at = 0
  for (let [cue] = readCue(words, at); cue; [cue] = readCue(words, at)) at = cue.end
  const { slots, rest } = takeSlots(words, vocabulary)
  const number = slots.by ? undefined : aloneIn(words.slice(at))
  if (number) return withNumber(question, number)
  if (!areOnly(rest, fillers, cueWords)) return undefined
  const isWhich = asksWhich.has(words[0]?.norm ?? '') && question.intent === 'summarise'
  const isFragment = at > 0 || isWhich || !words.some(({ norm }) => ownQuestion.has(norm))
  const { population, ...others } = slots
  if (!isFragment || (population?.kind === 'tutees' && at === 0)) return undefined
  if (question.intent === 'summarise' && words.some(({ norm }) => asksWhich.has(norm)))
    return listQuestion({
      ...slotsOf(question),
      ...others,
      ...(population?.kind === 'tutees' && { population }),
    })
  const changes = { ...others, ...(population?.kind === 'tutees' && { population }) }
  return Object.keys(changes).length === 0 ? undefined : changed(question, changes)
}

const asksWhich: ReadonlySet<string> = new Set('which who show list'.split(' '))

/** A message with one of these asks anew. */
const ownQuestion: ReadonlySet<string> = new Set(
  `show list who which how many summarise summary tutees students everyone anyone any find give what why trend is are has have
   do does all my people`.split(/\s+/u),
)
const cueWords: ReadonlySet<string> = new Set([
  ...wordsIn(cues),
  'one',
  'ones',
  'those',
  'please',
  'pls',
  'instead',
  'too',
  'as',
  'well',
])

type AboutGroup = QuestionOf<'list-students' | 'summarise'> | QuestionOf<'trend'>
const isAboutGroup = (question: Question): question is AboutGroup =>
  question.intent === 'list-students' ||
  question.intent === 'summarise' ||
  (question.intent === 'trend' && question.student === undefined)
const isAboutStudent = (question: Question): question is QuestionOf<'show-student' | 'trend'> =>
  question.intent === 'show-student' || question.intent === 'trend'

interface Alone {
  number?: number
  days?: number
}

/** A number, or a length of time, and nothing else: "twenty", "3 weeks". */
function aloneIn(words: readonly Word[]): Alone | undefined {
  const own = words.filter(({ norm }) => norm !== '' && !cueWords.has(norm))
  const [span] = readSpan(own, 0)
  if (span && span.end === own.length && own.length > 0) return { days: span.value }
  const [number] = readNumber(own, 0)
  return number && number.end === own.length ? { number: number.value } : undefined
}

function withNumber(question: Question, { number, days }: Alone): Question | undefined {
  if (number !== undefined)
    return question.intent === 'list-students' ? { ...question, limit: number } : undefined
  if (days === undefined) return undefined
  if (question.intent === 'list-students' && question.inactiveDays !== undefined)
    return { ...question, inactiveDays: days }
  if (question.intent === 'list-students' && question.notContactedDays !== undefined)
    return { ...question, notContactedDays: days }
  return 'population' in question || 'student' in question
    ? ({ ...question, window: { days } } as Question)
    : undefined
}

function changed(
  question: AboutGroup | QuestionOf<'show-student' | 'trend'>,
  slots: Slots,
): Question | undefined {
  const population = slots.unit ?? slots.population
  if (question.intent === 'list-students') {
    if (slots.by) return summaryQuestion({ ...slotsOf(question), ...slots })
    const { intent: _, population: __, ...said } = listQuestion(slots)
    return { ...question, ...said, ...(population && { population }) }
  }
  if (question.intent === 'summarise') {
    const { intent: _, population: __, ...said } = summaryQuestion(slots)
    return { ...question, ...said, ...(population && { population }) }
  }
  if (slots.bands || slots.limit || slots.by || slots.sort || slots.trend) return undefined
  const { level, window, source } = slots
  if (question.intent === 'show-student' && (population || level !== undefined)) return undefined
  return {
    ...question,
    ...(population && { population }),
    ...(level !== undefined && { level }),
    ...(window && { window }),
    ...(source && { source: source.source }),
  }
}

function slotsOf({
  population,
  level,
  bands,
  source,
  window,
}: QuestionOf<'list-students'> | QuestionOf<'summarise'>): Slots {
  return {
    population,
    ...(level !== undefined && { level }),
    ...(bands && { bands }),
    ...(source && { source: { source } }),
    ...(window && { window }),
  }
}
