import { bands as allBands, type Band } from '../../../data/domain/band'
import { fillers } from '../fillers'
import type { QuestionOf } from '../question'
import { areOnly, takeSlots, type Slots } from '../slots/take-slots'
import type { Message } from './context'

/** "show low-engagement tutees", "who hasn't been in since reading week", "worst ten in comp sci". */
export function listStudents({ words, vocabulary }: Message): QuestionOf<'list-students'> | undefined {
  const { slots, rest } = takeSlots(words, vocabulary)
  if (!areOnly(rest, fillers) || slots.by || !asksForStudents(slots)) return undefined
  // "My tutees of Computer Science" would be fewer than either says.
  if (slots.unit && slots.population?.kind === 'tutees') return undefined
  if (isTold(words, slots) || isOfFeeds(words, slots) || leavesOut(words, rest)) return undefined
  return listQuestion(slots)
}

/** "Everyone but cyber": a unit or a level that is left out, which no question can say. */
const leavesOut = (words: Message['words'], rest: Message['words']): boolean =>
  rest.some(({ norm }) => norm === 'but') &&
  words.some(({ norm }, at) => norm === 'but' && everybody.has(words[at - 1]?.norm ?? ''))
const everybody: ReadonlySet<string> = new Set(
  'everyone everybody all anyone anybody students any'.split(' '),
)

/** "Is attendance data missing" asks about a feed. */
const isOfFeeds = (words: Message['words'], slots: Slots): boolean =>
  !(slots.unit ?? slots.population ?? slots.level ?? slots.bands ?? slots.limit) &&
  words.some(({ norm }) => /^(data|feeds?|systems?)$/u.test(norm))

/** "Do the students know that we look" asks for no list of them. */
function isTold(words: Message['words'], { population, ...others }: Slots): boolean {
  return population?.kind === 'mine' && Object.keys(others).length === 0 && begins.has(words[0]?.norm ?? '')
}
const begins: ReadonlySet<string> = new Set('do does did is are why when how where will'.split(' '))

function asksForStudents({ unit, population, level, bands, trend, source, ...others }: Slots): boolean {
  const { inactiveDays, notContactedDays, limit } = others
  return [unit, population, level, bands, trend, source, inactiveDays, notContactedDays, limit].some(
    (slot) => slot !== undefined,
  )
}

/** The list of students that slots ask for. */
export function listQuestion({ unit, population, ...slots }: Slots): QuestionOf<'list-students'> {
  const { level, trend, source, inactiveDays, notContactedDays, window, limit } = slots
  const bands = slots.bands ?? (limit?.of === 'best' ? (['high', 'good'] satisfies Band[]) : undefined)
  const sort =
    slots.sort ?? (limit?.of === 'worst' || (limit?.of === 'best' && slots.bands) ? 'score' : undefined)
  return {
    intent: 'list-students',
    population: unit ?? population ?? { kind: 'mine' },
    ...(level !== undefined && { level }),
    ...(bands && { bands: allBands.filter((band) => bands.includes(band)) }),
    ...(trend && { trend }),
    ...(source && { source: source.source }),
    ...(inactiveDays !== undefined && { inactiveDays }),
    ...(notContactedDays !== undefined && { notContactedDays }),
    ...(window && { window }),
    ...(sort && { sort }),
    ...(limit && { limit: limit.limit }),
  }
}
