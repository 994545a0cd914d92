import type { Fact } from '../../cards/fact'
import { alertRuleNames } from '../../data/domain/alert'
import { leastJudged, leastJudges, type RulePrecision } from '../../data/queries/alert-precision'
import { capitalise } from './phrases'

/** How useful alerts were found, a line for each rule; those that too few have judged say so. */
export function usefulnessFacts(rules: readonly RulePrecision[]): Fact[] {
  return rules.map((rule) => ({ title: capitalise(alertRuleNames[rule.rule]), value: inWords(rule) }))
}

function inWords({ told, judged, share }: RulePrecision): string {
  if (share === null)
    return `${told} told, fewer than ${leastJudged} judged, or by fewer than ${leastJudges} people`
  return `${Math.round(share * 100)}% useful, of ${judged} judged and ${told} told`
}
