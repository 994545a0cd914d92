import { isAboutMany } from './about-many'
import type { Before } from './before'
import { fillers } from './fillers'
import { cueWords, readCue } from './follow-up-cues'
import { aloneIn, changed, slotsOf, withNumber } from './follow-up-changes'
import { listQuestion } from './intents/list-students'
import type { Message } from './intents/context'
import type { Question, QuestionOf } from './question'
import { areOnly, takeSlots, type Slots } from './slots/take-slots'

/**
 * "and level 6?", "only the falling ones", "what about attendance", "sort by name", "make it 3 weeks".
 *
 * @param isAnyway whether it may also sound like a question of its own, which it turned out not to be
 */
export function ofChangedSlots(
  message: Message,
  { question }: Before,
  isAnyway = false,
): Question | undefined {
  if (!isAboutMany(question) && !isAboutStudent(question)) return undefined
  const { words, vocabulary } = message
  let at = 0
  for (let [cue] = readCue(words, at); cue; [cue] = readCue(words, at)) at = cue.end
  const { slots, rest } = takeSlots(words, vocabulary)
  const isRange = slots.window !== undefined && 'from' in slots.window
  const number = slots.by || isRange ? undefined : aloneIn(words.slice(at))
  if (number) return withNumber(question, number)
  if (!areOnly(rest, fillers, cueWords)) return undefined
  const isWhich = asksWhich.has(words[0]?.norm ?? '') && question.intent === 'summarise' && !picksOut(slots)
  const isOfThem = words.some(({ norm }) => ofThem.has(norm))
  const isFragment =
    isAnyway || at > 0 || isWhich || isOfThem || !words.some(({ norm }) => ownQuestion.has(norm))
  const { population, ...others } = slots
  // "No activity for two weeks", "low library use" ask anew, of the same students.
  const isOfWhoLacks = (slots.inactiveDays ?? slots.notContactedDays ?? slots.source?.lack) !== undefined
  if (at === 0 && isOfWhoLacks)
    return question.intent === 'list-students' && isFragment
      ? listQuestion({ ...whomOf(question), ...slots })
      : undefined
  if (!isFragment || (population?.kind === 'tutees' && at === 0)) return undefined
  if (question.intent === 'summarise' && words.some(({ norm }) => asksWhich.has(norm)))
    return listQuestion({
      ...slotsOf(question),
      ...others,
      ...(population?.kind === 'tutees' && { population }),
    })
  const changes = { ...others, ...(population?.kind === 'tutees' && { population }) }
  if (Object.keys(changes).length === 0) return undefined
  return changed(at === 0 && picksOut(slots) ? withoutSilence(question) : question, changes)
}

/** Whether it says by what students are picked out. */
const picksOut = ({ bands, trend, source }: Slots): boolean =>
  [bands, trend, source].some((slot) => slot !== undefined)

const whomOf = ({ population, level }: QuestionOf<'list-students'>): Slots => ({
  population,
  ...(level !== undefined && { level }),
})

/** Who is asked for by their engagement is no longer asked for by their silence. */
function withoutSilence<T extends Question>(question: T): T {
  if (question.intent !== 'list-students') return question
  const { inactiveDays: _, notContactedDays: __, ...others } = question
  return others as T
}

const asksWhich: ReadonlySet<string> = new Set('which who show list'.split(' '))

/** "Show the low ones": of those that were shown. */
const ofThem: ReadonlySet<string> = new Set(['ones', 'those', 'these'])

/** A message with one of these asks anew. */
const ownQuestion: ReadonlySet<string> = new Set(
  `show list who which how many summarise summary tutees students everyone anyone any find give what why trend is are has have
   do does all my people`.split(/\s+/u),
)

const isAboutStudent = (question: Question): question is QuestionOf<'show-student' | 'trend'> =>
  question.intent === 'show-student' || question.intent === 'trend'
