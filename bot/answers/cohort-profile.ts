import { humanDecides } from '../../cards/human-decides'
import { studentProfileCard, type SourceLine, type StudentProfileModel } from '../../cards/student-profile'
import type { Scope } from '../../data/domain/scope'
import { sourceNames } from '../../data/domain/source'
import { freshness } from '../../data/queries/freshness'
import type { PseudonymousProfile } from '../../data/queries/pseudonymous-students'
import { roleWords } from '../access/policy'
import type { Answer, Asking } from './answer'
import { traitsInWords } from './cohort'
import { bandsInWords, freshnessInWords, scopePopulationInWords } from './phrases'

/** The profile of one member of a project's cohort: nothing that identifies, and nothing finer than a tutor would know. */
export async function cohortProfileAnswer(
  scope: Scope,
  profile: PseudonymousProfile,
  asking: Asking,
): Promise<Answer> {
  const fresh = freshnessInWords(await freshness(asking.store, asking.access.today))
  const model = modelOf(scope, profile, fresh, asking)
  const [population] = scope.populations
  return {
    access: {
      role: scope.role,
      population: population?.kind === 'project' ? population : null,
      detail: scope.detail,
    },
    students: [profile.student.pseudonym],
    text: textOf(model),
    card: studentProfileCard(model),
  }
}

function modelOf(
  scope: Scope,
  { student, indicators }: PseudonymousProfile,
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
    band: student.band,
    sources: indicators.map(({ source, indicator }): SourceLine =>
      indicator === null
        ? { label: sourceNames[source], words: 'not counted' }
        : { label: sourceNames[source], indicator, words: 'to the nearest 10' },
    ),
    history: [],
    reasons: [],
    missing: [],
    ...(back === undefined ? {} : { back }),
    suggestions: [],
  }
}

function textOf({ name, subtitle, band, scope, freshness: fresh, sources }: StudentProfileModel): string {
  return [
    `${name} (${subtitle}): ${bandsInWords([band])}`,
    scope,
    fresh,
    ...sources.map(
      ({ label, indicator, words }) =>
        `- ${label}: ${indicator === undefined ? words : `about ${indicator} of 100`}`,
    ),
    humanDecides,
  ].join('\n')
}
