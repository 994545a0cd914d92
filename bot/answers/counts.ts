import { countsCard, type CountsModel } from '../../cards/counts'
import { bands } from '../../data/domain/band'
import type { Scope } from '../../data/domain/scope'
import type { BandCount } from '../../data/queries/band-counts'
import { freshness } from '../../data/queries/freshness'
import type { QuestionOf } from '../language/question'
import type { Answer, Asking } from './answer'
import { bandsInWords, capitalise, freshnessInWords, scopePopulationInWords } from './phrases'
import { suggestionsFor } from './suggestions'
import { roleWords } from '../access/policy'

/** How many students are in each band, for roles that may see no person. */
export async function countsAnswer(
  question: QuestionOf<'list-students'>,
  scope: Scope,
  counts: readonly BandCount[],
  { store, access, units }: Asking,
): Promise<Answer> {
  const population = scope.populations.map((each) => scopePopulationInWords(each, units)).join(' and ')
  const model: CountsModel = {
    title: `Students by band · ${population}`,
    scope: `${capitalise(population)}, as ${roleWords(scope.role)}: numbers only, never a person`,
    freshness: freshnessInWords(await freshness(store, access.today)),
    rows: bands.map((band) => {
      const value = counts.find((each) => each.band === band)?.students ?? 0
      return { band, count: `about ${value}`, value }
    }),
    note: `Counts are rounded to the nearest 5, so 0 may stand for 1 or 2.${question.trend === undefined ? '' : ' I count bands, not trends.'}`,
    suggestions: suggestionsFor(access),
  }
  const lines = model.rows.map(({ band, count }) => `- ${bandsInWords([band])}: ${count}`)
  return {
    access: { role: scope.role, population: question.population, detail: scope.detail },
    students: [],
    text: [model.title, model.scope, model.freshness, ...lines, model.note].join('\n'),
    card: countsCard(model),
  }
}
