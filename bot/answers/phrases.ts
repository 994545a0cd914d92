import type { Band, Trend } from '../../data/domain/band'
import { dayInWords, type Day } from '../../data/domain/day'
import type { Scope, ScopePopulation } from '../../data/domain/scope'
import type { Source } from '../../data/domain/source'
import type { Freshness, Gap } from '../../data/queries/freshness'
import type { ToldLooks } from '../../data/queries/unusual-looks'
import type { Unit } from '../../data/queries/units'
import { commandLine } from '../../data/records/unusual-looks'
import { lateInWords, sickSources } from '../../data/scoring/health'
import type { Access } from '../access/access'
import { roleWords } from '../access/policy'
import { rolesOf } from '../access/scope'
import type { Population } from '../language/question'

const bandWords: Record<Band, string> = {
  high: 'high engagement',
  good: 'good engagement',
  partial: 'partial engagement',
  low: 'low engagement',
  none: 'no engagement',
  unknown: 'too little data',
}

/** "low or no engagement". */
export function bandsInWords(bands: readonly Band[]): string {
  const words = bands.map((band) => bandWords[band])
  return words.length > 1
    ? words.map((word) => word.replace(' engagement', '')).join(' or ') + ' engagement'
    : words.join('')
}

/** "falling trend". */
export const trendInWords = (trend: Trend): string => `${trend} trend`

/** "your tutees", "BSc Computer Science". */
export function populationInWords(population: Population, units: readonly Unit[]): string {
  switch (population.kind) {
    case 'tutees':
      return 'your tutees'
    case 'mine':
      return 'your students'
    case 'institution':
      return 'the whole university'
    case 'project':
      return `project ${population.code}`
    default:
      return unitName(population.code, units)
  }
}

/** "level 5 of BSc Computer Science". */
export function scopePopulationInWords(population: ScopePopulation, units: readonly Unit[]): string {
  if (population.kind === 'level')
    return `level ${population.level} of ${unitName(population.programme, units)}`
  return populationInWords(population, units)
}

/** The name of a unit; its code where the records have none. */
export function unitName(code: string, units: readonly Unit[]): string {
  return units.find(({ unit_code }) => unit_code === code)?.name ?? code
}

/**
 * "Your 14 tutees, as their personal tutor"; "415 students of BSc Computer Science, as programme leader"; of several
 * roles, "429 students: BSc Computer Science, as programme leader; your tutees, as personal tutor".
 */
export function scopeInWords(
  scope: Scope,
  count: number,
  { access, units }: { access: Access; units: readonly Unit[] },
  level?: number,
): string {
  const at = level === undefined ? '' : ` at level ${level}`
  const roles = rolesOf(access, scope)
  if (roles.length > 1) return `${plural(count, 'student')}${at}: ${rolesInWords(roles, units)}`
  if (scope.populations.every(({ kind }) => kind === 'tutees')) {
    return `Your ${plural(count, 'tutee')}${at}, as their personal tutor`
  }
  const of = [...scope.populations]
    .reverse()
    .map((population) => scopePopulationInWords(population, units))
    .join(' and ')
  return `${plural(count, 'student')}${at} of ${of}, as ${roleWords(scope.role)}`
}

/** "BSc Computer Science, as programme leader; your tutees, as personal tutor". */
export function rolesInWords(
  roles: readonly Pick<Scope, 'role' | 'populations'>[],
  units: readonly Unit[],
): string {
  return roles
    .map(({ role, populations }) => {
      const of = populations.map((population) => scopePopulationInWords(population, units)).join(' and ')
      return `${of}, as ${roleWords(role)}`
    })
    .join('; ')
}

/** "Data to Monday 23 November · scored to Sunday 22 November · late, left out: library (to Saturday 14 November)". */
export function freshnessInWords({ dataTo, scoredTo, sources: health, gaps }: Freshness): string {
  if (dataTo === undefined) return 'No activity data has been loaded yet'
  const sick = sickSources(health)
  const thin = sick.filter((source) => health[source].state === 'thin')
  const late = sick.filter((source) => health[source].state !== 'thin')
  const leftOut = (why: string, which: readonly Source[]): string =>
    which.length === 0
      ? ''
      : ` · ${why}, left out: ${which.map((source) => lateInWords(source, health[source])).join(', ')}`
  return `Data to ${dayInWords(dataTo)}${scoresBehind(dataTo, scoredTo)}${leftOut('late', late)}${leftOut('incomplete', thin)}${gapsInWords(gaps)}`
}

/** " · data missing: canvas (Monday 9 November to Tuesday 17 November)". */
function gapsInWords(gaps: readonly Gap[]): string {
  if (gaps.length === 0) return ''
  const each = gaps.map(({ source, from, last }) => `${source} (${dayInWords(from)} to ${dayInWords(last)})`)
  return ` · data missing: ${each.join(', ')}`
}

/** Bands are no fresher than the scores behind them. */
function scoresBehind(dataTo: Day, scoredTo: Day | undefined): string {
  if (scoredTo === undefined) return ' · not scored yet'
  return scoredTo < dataTo ? ` · scored to ${dayInWords(scoredTo)}` : ''
}

/** "1 week", "1,200 weeks". */
export function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`
}

/** "00412345 · Computer Science · level 5": which student of that name. */
export function studentInShort({ student_id, programme, level }: StudentInShort): string {
  return `${student_id} · ${programme} · level ${level}`
}

interface StudentInShort {
  student_id: string
  /** Its name. */
  programme: string
  level: number
}

/** With a capital at its beginning. */
export function capitalise(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}

/** A sentence that more is put after. */
export const withoutStop = (sentence: string): string => sentence.trim().replace(/[.]$/u, '')

/** Who looked: "Ruth Adeyemi (s0101)", or an operator's commands, in whosever name they asked. */
export function lookerInWords({ staffId, name }: Pick<ToldLooks, 'staffId' | 'name'>): string {
  if (staffId === commandLine) return 'an operator on the command line'
  return name === undefined ? staffId : `${name} (${staffId})`
}
