import { freshness } from '../../data/queries/freshness'
import { summarise } from '../../data/queries/summary'
import { personScopes, scopeFor } from '../access/scope'
import type { Question, QuestionOf } from '../language/question'
import { lookOf, type Answer, type Asking } from './answer'
import { countsAnswer } from './counts'
import { groupsAnswer } from './groups'
import type { NumbersAsked, NumbersGiven } from './numbers'
import { isOfPastBands } from './past-bands'
import { freshnessInWords } from './phrases'
import { onlyTheWhole, tooFew, tooNear, weekByWeek } from './number-refusals'
import { bandsAlone, noScope, nothingToSee, notScoredThen } from './refusals'

/** Numbers of a population as a whole, by unit, level or band, source by source, or week by week. */
export async function answerSummarise(question: QuestionOf<'summarise'>, asking: Asking): Promise<Answer> {
  const { population, level, by = 'band', bands = ['low', 'none'], source, window: time } = question
  return answerOf({ population, level, by, bands, source, time }, question, asking)
}

/** How a population has changed: its numbers week by week. */
export function answerTrendOfMany(question: QuestionOf<'trend'>, asking: Asking): Promise<Answer> {
  const { population = { kind: 'mine' as const }, level, source, window: time } = question
  const asked = { population, level, by: 'week', bands: ['low', 'none'], source, time } as const
  return answerOf(asked, question, asking)
}

async function answerOf(
  asked: Omit<NumbersAsked, 'scope'>,
  question: Question,
  asking: Asking,
): Promise<Answer> {
  const { access, units } = asking
  if (access.grants.every(({ populations }) => populations.length === 0)) return nothingToSee(access)
  const scope = scopeFor(access, asked.population, asked.level, units)
  if (!scope) return noScope(asking, asked.population)
  return answerNumbers({ scope, ...asked }, question, asking)
}

/** Also for who asks for students and may see none. */
export async function answerNumbers(
  asked: NumbersAsked,
  question: Question,
  asking: Asking,
): Promise<Answer> {
  const numbers = await readNumbers(asked, question, asking)
  if ('refusal' in numbers) return numbers.refusal
  const { given } = numbers
  return given.by === 'band' ? countsAnswer(given, asking) : groupsAnswer({ ...given, by: given.by }, asking)
}

/** The numbers that are asked for, on the record and after disclosure control, or why none are given. */
export async function readNumbers(
  asked: NumbersAsked,
  question: Question,
  asking: Asking,
): Promise<{ given: NumbersGiven } | { refusal: Answer }> {
  const { scope, level, by, source, time } = asked
  const { store, access } = asking
  const isWhole = by === 'band' && level === undefined && source === undefined && time === undefined
  // Levels and programmes that too few of a cohort share are not shown: numbers must not show them either.
  if (scope.detail === 'pseudonymous' && !isWhole) return { refusal: onlyTheWhole(asking, scope) }
  // A role that sees bands alone sees no single source of a person, and no past band.
  const isBeyond = source !== undefined || by === 'source' || by === 'week' || isOfPastBands(time, asking)
  if (scope.detail === 'contact' && isBeyond) return { refusal: bandsAlone(asking, scope) }
  // In a group screens are shared.
  const seesScores = scope.detail === 'full' && asking.conversation.kind === 'personal'
  const request = { ...asked, seesScores }
  const summary = await summarise(store, scope, request, personScopes(access), lookOf(asking, question))
  if (summary.kind === 'not-scored') return { refusal: notScoredThen(asking) }
  if (summary.kind === 'several-weeks') return { refusal: weekByWeek(asking, asked) }
  if (summary.kind === 'refused')
    return { refusal: summary.alone ? tooFew(asking, asked) : tooNear(asking, asked, summary.near) }
  const fresh = freshnessInWords(await freshness(store, access.today))
  return { given: { ...asked, summary, fresh } }
}
