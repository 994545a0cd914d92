import { addDays, dayInWords, type Day } from '../../data/domain/day'
import { sourceNames, type Source } from '../../data/domain/source'
import type { AboutMany } from '../language/about-many'
import type { Window } from '../language/question'
import type { Asking } from './answer'
import { bandsInWords, capitalise, plural, populationInWords, trendInWords } from './phrases'

/** What a time is told by: the present day, and how far back a score looks. */
export interface TimeWords {
  today: Day
  windowDays: number
}

/** By what the time of a question is told to its asker. */
export const timeWordsOf = ({ access, store }: Pick<Asking, 'access' | 'store'>): TimeWords => ({
  today: access.today,
  windowDays: store.settings.indicator.windowDays,
})

/**
 * A question about many as it was understood: "Low or no engagement · your tutees · level 5 · last 14 days". Where it says
 * no time, the time that scores look back on is told.
 */
export function questionInWords(question: AboutMany, units: Asking['units'], times: TimeWords): string {
  const { population = { kind: 'mine' as const }, level } = question
  const parts = [
    ...whatInWords(question),
    populationInWords(population, units),
    ...(level === undefined ? [] : [`level ${level}`]),
    ...(question.intent === 'summarise' && question.by !== undefined ? [`by ${question.by}`] : []),
    ...timeOf(question, times),
    ...orderInWords(question),
  ]
  return capitalise(parts.join(' · '))
}

function whatInWords(question: AboutMany): string[] {
  if (question.intent === 'trend')
    return [question.source ? `trend of ${sourceWord(question.source)}` : 'trend']
  const { bands, source } = question
  const standing = bands && bandsInWords(bands)
  // Of who was silent in a source, band and trend are those of all together.
  const isSilence = question.intent === 'list-students' && question.inactiveDays !== undefined
  const ofSource = isSilence ? undefined : source && sourceWord(source)
  const engagement = standing === undefined ? [] : [ofSource ? `${standing} with ${ofSource}` : standing]
  if (question.intent === 'summarise')
    return ['numbers', ...(engagement.length > 0 ? engagement : ofSource ? [ofSource] : [])]
  const { trend, inactiveDays, notContactedDays } = question
  const isAsked = engagement.length > 0 || trend !== undefined || inactiveDays !== undefined
  return [
    ...(inactiveDays === undefined ? [] : [inactivityInWords(inactiveDays, source)]),
    ...(inactiveDays !== undefined && standing === undefined ? [] : engagement),
    ...(trend === undefined ? [] : [`${trendInWords(trend)}${ofSource ? ` of ${ofSource}` : ''}`]),
    ...(notContactedDays === undefined ? [] : [`not contacted for ${plural(notContactedDays, 'day')}`]),
    ...(isAsked || !ofSource ? [] : [ofSource]),
  ]
}

/** "no library use for 14 days". */
function inactivityInWords(days: number, source?: Source): string {
  return `no ${activityWord(source)} for ${plural(days, 'day')}`
}

const activityWords: Record<Source, string> = {
  canvas: 'Canvas activity',
  library: 'library use',
  printing: 'printing',
  attendance: 'attendance',
  submissions: 'submission',
}

/** What is seen of a student in a source. */
export const activityWord = (source: Source | undefined): string =>
  source === undefined ? 'activity' : activityWords[source]

/** As it stands in the middle of a sentence. */
export function sourceWord(source: Source): string {
  return source === 'canvas' ? 'Canvas' : sourceNames[source].toLowerCase()
}

function timeOf(question: AboutMany, times: TimeWords): string[] {
  if (question.window) return [windowInWords(question.window, times)]
  // A trend is told over all weeks; of who was silent or not spoken to, the words say since when.
  if (question.intent === 'trend' || (question.intent === 'summarise' && question.by === 'week')) return []
  if (question.intent === 'list-students') {
    const { inactiveDays, notContactedDays, bands, trend } = question
    const hasOwnTime = inactiveDays !== undefined || notContactedDays !== undefined
    if (hasOwnTime && bands === undefined && trend === undefined) return []
  }
  return [`last ${plural(times.windowDays, 'day')}`]
}

/** Of a shorter time than a score looks back on, its last week tells: "as scored in the week of Monday 23 November; a score looks back 14 days". */
export function scoredWeekInWords(week: Day, { windowDays }: Pick<TimeWords, 'windowDays'>): string {
  return `as scored in the week of ${dayInWords(week)}; a score looks back ${plural(windowDays, 'day')}`
}

/** "last 28 days", "since Tuesday 3 November", "Monday 16 November to Sunday 22 November". */
export function windowInWords(window: Window, { today }: Pick<TimeWords, 'today'>): string {
  if ('days' in window) return `last ${plural(window.days, 'day')}`
  const { from, to } = window
  if (to > today) return `since ${dayInWords(from)}`
  const last = addDays(to, -1)
  return from >= last ? dayInWords(from) : `${dayInWords(from)} to ${dayInWords(last)}`
}

const sortWords = {
  score: 'lowest score first',
  name: 'by name',
  trend: 'falling first',
  'last-active': 'longest silent first',
} as const

function orderInWords(question: AboutMany): string[] {
  if (question.intent !== 'list-students') return []
  const { sort, limit, source, bands, inactiveDays } = question
  const isOfSource = source !== undefined && bands === undefined && inactiveDays === undefined
  return [
    ...(sort === undefined ? (isOfSource ? ['lowest first'] : []) : [sortWords[sort]]),
    ...(limit === undefined ? [] : [`the first ${limit}`]),
  ]
}

/** "the middle band of 3 weeks, Monday 9 November to Sunday 29 November": by what several scored weeks are told as one. */
export function middleBandInWords(weeks: readonly Day[]): string {
  const [first = '', last = ''] = [weeks[0], weeks.at(-1)]
  return `the middle band of ${weeks.length} weeks, ${dayInWords(first)} to ${dayInWords(addDays(last, 6))}`
}
