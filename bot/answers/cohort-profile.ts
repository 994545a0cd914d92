import { humanDecides } from '../../cards/human-decides'
import { studentProfileCard, type SourceLine, type StudentProfileModel } from '../../cards/student-profile'
import type { Scope } from '../../data/domain/scope'
import { sourceNames, sources } from '../../data/domain/source'
import { freshness } from '../../data/queries/freshness'
import type { PseudonymousStudent } from '../../data/queries/cohort'
import type { IndicatorClass } from '../../data/rights/generalise'
import { roleWords } from '../access/policy'
import type { Answer, Asking } from './answer'
import { traitsInWords } from './cohort'
import { standingOf } from './listing'
import { freshnessInWords, scopePopulationInWords } from './phrases'

/** The profile of one member of a project's cohort: nothing that identifies, and nothing finer than a tutor would know. */
export async function cohortProfileAnswer(
  scope: Scope,
  student: PseudonymousStudent,
  asking: Asking,
): Promise<Answer> {
  const fresh = freshnessInWords(await freshness(asking.store, asking.access.today))
  const model = modelOf(scope, student, fresh, asking)
  const [population] = scope.populations
  return {
    access: {
      role: scope.role,
      population: population?.kind === 'project' ? population : null,
      detail: scope.detail,
    },
    students: [student.pseudonym],
    text: textOf(model),
    card: studentProfileCard(model),
  }
}

function modelOf(
  scope: Scope,
  student: PseudonymousStudent,
  fresh: string,
  { back, units }: Asking,
): StudentProfileModel {
  const where = scope.populations.map((population) => scopePopulationInWords(population, units)).join('')
  return {
    name: student.pseudonym,
    initials: 'P',
    subtitle: traitsInWords(student),
    facts: [],
    scope: `Shown to you as ${roleWords(scope.role)} of ${where}, under a pseudonym`,
    freshness: fresh,
    ...(student.band === null ? {} : { band: student.band }),
    sources: sources.map((source): SourceLine => ({
      label: sourceNames[source],
      words: indicatorWords[student.indicators[source] ?? 'not shown'],
    })),
    history: [],
    reasons: [],
    missing: [],
    ...(back === undefined ? {} : { back }),
    suggestions: [],
  }
}

const indicatorWords: Record<IndicatorClass | 'not shown', string> = {
  low: 'low, under 40 of 100',
  middle: 'middle, 40 to 70 of 100',
  high: 'high, over 70 of 100',
  'not counted': 'not counted',
  'not shown': 'not shown: too few alike',
}

function textOf({
  name,
  subtitle,
  band,
  scope,
  freshness: fresh,
  sources: lines,
}: StudentProfileModel): string {
  return [
    `${name} (${subtitle}): ${standingOf(band)}`,
    scope,
    fresh,
    ...lines.map(({ label, words }) => `- ${label}: ${words}`),
    humanDecides,
  ].join('\n')
}
