import type { AboutMany } from './about-many'
import { cueWords } from './follow-up-cues'
import { listQuestion } from './intents/list-students'
import { summaryQuestion } from './intents/summarise'
import type { Question, QuestionOf } from './question'
import { readNumber } from './slots/numbers'
import { readSpan } from './slots/spans'
import type { Slots } from './slots/take-slots'
import type { Word } from './words'

interface Alone {
  number?: number
  days?: number
}

/** A question that keeps to whom it is about while what is asked of them changes. */
type Changeable = AboutMany | QuestionOf<'show-student'>

/** A number, or a length of time, and nothing else: "twenty", "3 weeks". */
export function aloneIn(words: readonly Word[]): Alone | undefined {
  const own = words.filter(({ norm }) => norm !== '' && !cueWords.has(norm))
  const [span] = readSpan(own, 0)
  if (span && span.end === own.length && own.length > 0) return { days: span.value }
  const [number] = readNumber(own, 0)
  return number && number.end === own.length ? { number: number.value } : undefined
}

/** The question with a number as its limit, or with days as the length of what it is about. */
export function withNumber(question: Changeable, { number, days }: Alone): Question | undefined {
  if (number !== undefined)
    return question.intent === 'list-students' ? { ...question, limit: number } : undefined
  if (days === undefined) return undefined
  if (question.intent === 'list-students' && question.inactiveDays !== undefined)
    return { ...question, inactiveDays: days }
  if (question.intent === 'list-students' && question.notContactedDays !== undefined)
    return { ...question, notContactedDays: days }
  return { ...question, window: { days } }
}

/** The question with what the slots say in the place of what it said; undefined where it has no room for them. */
export function changed(question: Changeable, slots: Slots): Question | undefined {
  const population = slots.unit ?? slots.population
  if (question.intent === 'list-students') {
    if (slots.by) return byLevels(summaryQuestion({ ...slotsOf(question), ...slots }))
    // "Top 10" of a list are its first ten.
    const { limit, ...others } = slots
    const counted = limit?.of === 'best' ? { limit: { ...limit, of: 'first' as const } } : limit && { limit }
    const { intent: _, population: __, ...said } = listQuestion({ ...others, ...counted })
    return { ...question, ...said, ...(population && { population }) }
  }
  if (question.intent === 'summarise') {
    const { intent: _, population: __, ...said } = summaryQuestion(slots)
    return byLevels({ ...question, ...said, ...(population && { population }) })
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

/** "By level" after "and level 6?" is by all levels. */
function byLevels({ level, ...question }: QuestionOf<'summarise'>): QuestionOf<'summarise'> {
  return { ...question, ...(level !== undefined && question.by !== 'level' && { level }) }
}

/** What a question about many says, as the slots from which it would be made. */
export function slotsOf({
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
