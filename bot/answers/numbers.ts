import type { Band } from '../../data/domain/band'
import type { Grouping } from '../../data/domain/grouping'
import type { Summary } from '../../data/queries/summary'
import type { QuestionOf } from '../language/question'
import type { Published } from '../../data/rights/disclosure-control'
import type { Scope } from '../../data/domain/scope'
import { roleWords } from '../access/policy'
import { rolesOf } from '../access/scope'
import type { Asking } from './answer'
import { bandsInWords, capitalise, rolesInWords, scopePopulationInWords } from './phrases'

/** What numbers are asked for, and under which scope they are given. */
export interface NumbersAsked {
  scope: Scope
  population: QuestionOf<'summarise'>['population']
  level: number | undefined
  by: Grouping
  /** The bands whose share is told. */
  bands: readonly Band[]
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
    ...(fitting === undefined ? [] : [`${fitting}% ${bandsInWords(bands)}`]),
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
export function noteOf({ summary, scope, by }: NumbersGiven): string {
  const { total, groups, bands } = summary
  const said = groups.flatMap(({ published }) => (published ? [published] : []))
  return [
    'Counts are rounded to the nearest 5, so rows may not add up to the total. Percentages are of the counts as rounded band by band.',
    ...(said.length < groups.length
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
