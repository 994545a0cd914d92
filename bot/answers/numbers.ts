import type { Band } from '../../data/domain/band'
import type { Grouping } from '../../data/domain/grouping'
import type { Summary } from '../../data/queries/summary'
import type { Source } from '../../data/domain/source'
import type { QuestionOf, Window } from '../language/question'
import type { Published } from '../../data/rights/disclosure-control'
import type { Scope } from '../../data/domain/scope'
import { roleWords } from '../access/policy'
import { rolesOf } from '../access/scope'
import type { Asking } from './answer'
import { bandsInWords, capitalise, rolesInWords, scopePopulationInWords } from './phrases'
import { questionInWords, middleBandInWords, scoredWeekInWords, timeWordsOf } from './question-in-words'

/** What numbers are asked for, and under which scope they are given. */
export interface NumbersAsked {
  scope: Scope
  population: QuestionOf<'summarise'>['population']
  level: number | undefined
  by: Grouping
  /** The bands whose share is told. */
  bands: readonly Band[]
  /** What bands and averages are of, where not of all sources together. */
  source?: Source | undefined
  /** The time that they are of, where not of the present. */
  time?: Window | undefined
}

/** Numbers that were given, and how fresh they are. */
export interface NumbersGiven extends NumbersAsked {
  summary: Extract<Summary, { kind: 'numbers' }>
  fresh: string
}

/** "level 5 of School of Computing". */
export function whereInWords(
  { scope, level }: Pick<NumbersAsked, 'scope' | 'level'>,
  units: Asking['units'],
): string {
  const parts = scope.populations.map((population) => scopePopulationInWords(population, units)).join(' and ')
  const isLevel = scope.populations.some(({ kind }) => kind === 'level')
  return level === undefined || isLevel ? parts : `level ${level} of ${parts}`
}

/** Which weeks numbers of another time than the present are of. */
function weeksInWords({ time, by, summary: { weeks } }: NumbersGiven, asking: Asking): string[] {
  const [first, ...others] = weeks
  if (time === undefined || by === 'week' || first === undefined) return []
  return others.length === 0
    ? [`${capitalise(scoredWeekInWords(first, timeWordsOf(asking)))}.`]
    : [
        `Each student counts under ${middleBandInWords(weeks)}. Those of today are looked back at, not those of then.`,
      ]
}

/** The question that the numbers answer, as it was understood. */
export function titleOfNumbers(given: NumbersAsked, asking: Asking): string {
  const { population, level, by, bands, source, time } = given
  const asked = asking.question
  const times = timeWordsOf(asking)
  if (asked.intent === 'trend') return questionInWords(asked, asking.units, times)
  const isDefault = asked.intent !== 'summarise' || asked.bands === undefined
  const question: QuestionOf<'summarise'> = {
    intent: 'summarise',
    population,
    by,
    ...(level === undefined ? {} : { level }),
    ...(isDefault && asked.intent !== 'list-students' ? {} : { bands: [...bands] }),
    ...(source === undefined ? {} : { source }),
    ...(time === undefined ? {} : { window: time }),
  }
  return questionInWords(question, asking.units, times)
}

/** "School of Computing, as faculty pro-vice-chancellor: numbers only, never a person". */
export function scopeOfNumbers(given: NumbersAsked, { access, units }: Asking): string {
  const roles = rolesOf(access, given.scope)
  if (roles.length > 1) {
    const at = given.level === undefined ? '' : `level ${given.level} of `
    return capitalise(`${at}${rolesInWords(roles, units)}`)
  }
  const only = given.scope.detail === 'aggregate' ? ': numbers only, never a person' : ''
  return `${capitalise(whereInWords(given, units))}, as ${roleWords(given.scope.role)}${only}`
}

/** "about 45"; what is rounded to nought is not none. */
export function countInWords({ students }: Pick<Published, 'students'>): string {
  return students === 0 ? '0 to 2' : `about ${students.toLocaleString('en-GB')}`
}

/** "12% low or no engagement · 4% too little data · average score 61"; empty where too few stand behind it. */
export function sharesInWords(
  { fitting, unknown, average }: Published,
  bands: NumbersAsked['bands'],
): string {
  return [
    // Of nobody who can be judged nobody is low, which says nothing.
    ...(fitting === undefined || unknown === 100 ? [] : [`${fitting}% ${bandsInWords(bands)}`]),
    ...(unknown === undefined || bands.includes('unknown') ? [] : [`${unknown}% too little data`]),
    ...(average === undefined ? [] : [`average score ${average}`]),
  ].join(' · ')
}

/** "About 640 students · 12% low or no engagement". */
export function totalInWords({ summary, bands }: NumbersGiven): string {
  const shares = sharesInWords(summary.total, bands)
  return `${capitalise(countInWords(summary.total))} students${shares === '' ? '' : ` · ${shares}`}`
}

/** What was done to the numbers, and why. */
export function noteOf(given: NumbersGiven, asking: Asking): string {
  const { summary, scope, by, source } = given
  const { total, groups, bands } = summary
  const said = groups.flatMap(({ published }) => (published ? [published] : []))
  const isTold = by === 'source' || by === 'week'
  return [
    ...weeksInWords(given, asking),
    ...(by === 'week'
      ? [
          'Those of today are looked back at, week by week, not those of then. In the total each counts under the middle band of these weeks.',
        ]
      : []),
    ...(source === undefined && by !== 'source'
      ? []
      : ['Of a single source, the bands are those of its indicator alone.']),
    ...(by === 'source' || (source !== undefined && source !== 'attendance') ? [ranksNote] : []),
    'Counts are rounded to the nearest 5, so rows may not add up to the total. Percentages are of the counts as rounded band by band.',
    ...(said.length < groups.length && !isTold
      ? [
          'Too few to show: fewer than 23 students, or a group that would give such a group away when the others are taken from the total.',
        ]
      : []),
    ...([total, ...said].some(({ fitting }) => fitting !== undefined)
      ? []
      : ['Percentages need at least 23 students.']),
    ...(by === 'band' && bands.length === 0 ? ['Bands are told apart of at least 23 students.'] : []),
    ...(lacksAverage([total, ...said]) ? averageNote(scope) : []),
    ...guardNote(scope),
  ].join(' ')
}

/** A mean of ranks must not be read as “nothing has changed”. */
const ranksNote =
  'Except for attendance, a source ranks students among their peers: over a whole programme that always averages about 50.'

const lacksAverage = (published: readonly Published[]): boolean =>
  published.some(({ average }) => average === undefined)

function averageNote({ detail }: Scope): string[] {
  return detail === 'full' || detail === 'aggregate'
    ? ['Averages are left out where they could tell of fewer than 8 students.']
    : []
}

function guardNote({ detail }: Scope): string[] {
  if (detail === 'pseudonymous') return []
  return detail === 'aggregate'
    ? ['I remember of which groups I gave you numbers, and give none that could be set off against them.']
    : ['They are rounded although you may see the students, so that you can pass them on.']
}
