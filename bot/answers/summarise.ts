import { freshness } from '../../data/queries/freshness'
import { summarise } from '../../data/queries/summary'
import { personScopes, scopeFor } from '../access/scope'
import type { Question, QuestionOf } from '../language/question'
import { lookOf, type Answer, type Asking } from './answer'
import { countsAnswer } from './counts'
import { groupsAnswer } from './groups'
import type { NumbersAsked } from './numbers'
import { freshnessInWords } from './phrases'
import { onlyTheWhole, tooFew, tooNear } from './number-refusals'
import { noScope, nothingToSee } from './refusals'

/** Numbers of a population as a whole and by unit, level or band. */
export async function answerSummarise(question: QuestionOf<'summarise'>, asking: Asking): Promise<Answer> {
  const { access, units } = asking
  if (access.grants.every(({ populations }) => populations.length === 0)) return nothingToSee(access)
  const { population, level, by: asked, bands = ['low', 'none'] } = question
  const by = asked === 'source' || asked === 'week' ? 'band' : (asked ?? 'band')
  const scope = scopeFor(access, population, level, units)
  if (!scope) return noScope(asking, population)
  return answerNumbers({ scope, population, level, by, bands }, question, asking)
}

/** Also for who asks for students and may see none. */
export async function answerNumbers(
  asked: NumbersAsked,
  question: Question,
  asking: Asking,
): Promise<Answer> {
  const { scope, level, by } = asked
  const { store, access } = asking
  const isWhole = by === 'band' && level === undefined
  // Levels and programmes that too few of a cohort share are not shown: numbers must not show them either.
  if (scope.detail === 'pseudonymous' && !isWhole) return onlyTheWhole(asking, scope)
  const summary = await summarise(store, scope, asked, personScopes(access), lookOf(asking, question))
  if (summary.kind === 'refused') {
    return summary.alone ? tooFew(asking, asked) : tooNear(asking, asked, summary.near)
  }
  const given = { ...asked, summary, fresh: freshnessInWords(await freshness(store, access.today)) }
  return by === 'band' ? countsAnswer(given, asking) : groupsAnswer({ ...given, by }, asking)
}
