import type { Fact } from '../../cards/fact'
import { alertRuleNames } from '../../data/domain/alert'
import { leastJudged, leastJudges, type RulePrecision } from '../../data/queries/alert-precision'
import { capitalise } from './phrases'

/** How useful alerts were found, a line for each rule; those that too few have judged say so. */
export function usefulnessFacts(rules: readonly RulePrecision[], inWords: CountInWords = exactly): Fact[] {
  return rules.map((rule) => ({
    title: capitalise(alertRuleNames[rule.rule]),
    value: usefulness(rule, inWords),
  }))
}

/** How a count is told: as it is, or rounded where the numbers beside it are. */
type CountInWords = (count: number) => string

const exactly: CountInWords = (count) => count.toLocaleString('en-GB')

function usefulness({ told, judged, share }: RulePrecision, inWords: CountInWords): string {
  if (share === null)
    return `${inWords(told)} told, too few answers yet: ${leastJudged} are needed, from ${leastJudges} people`
  return `${Math.round(share * 100)}% useful, of ${inWords(judged)} judged and ${inWords(told)} told`
}
