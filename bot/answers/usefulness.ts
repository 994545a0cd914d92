import type { Fact } from '../../cards/fact'
import { alertRuleNames } from '../../data/domain/alert'
import { leastJudged, leastJudges, type RulePrecision } from '../../data/queries/alert-precision'
import { roundCount } from '../../data/rights/disclosure-control'
import { countInWords } from './numbers'
import { capitalise } from './phrases'

type Counts = Pick<RulePrecision, 'judged' | 'useful' | 'knownReason' | 'wrongData' | 'notUseful'>

/** How a rule is found as it may be told: what would say of single people how they answered is not. */
export type ToldPrecision = Pick<RulePrecision, 'rule' | 'programme' | 'told' | 'share'> & Partial<Counts>

/** Counts to the nearest 5 and shares to the nearest twentieth; where too few have judged, how many were told alone. */
export function toldPrecision({ rule, programme, told, share, ...counts }: RulePrecision): ToldPrecision {
  const known = { rule, programme, told: roundCount(told) }
  if (share === null) return { ...known, share }
  const { judged, useful, knownReason, wrongData, notUseful } = counts
  return {
    ...known,
    judged: roundCount(judged),
    useful: roundCount(useful),
    knownReason: roundCount(knownReason),
    wrongData: roundCount(wrongData),
    notUseful: roundCount(notUseful),
    share: Math.round(share * 20) / 20,
  }
}

/** How useful alerts were found, a line for each rule; those that too few have judged say so. */
export function usefulnessFacts(rules: readonly RulePrecision[]): Fact[] {
  return rules.map((rule) => ({
    title: capitalise(alertRuleNames[rule.rule]),
    value: inWords(toldPrecision(rule)),
  }))
}

function inWords({ told, judged = 0, share }: ToldPrecision): string {
  if (share === null)
    return `${count(told)} told, too few answers yet: ${leastJudged} are needed, from ${leastJudges} people`
  return `about ${Math.round(share * 100)}% useful, of ${count(judged)} judged and ${count(told)} told`
}

const count = (students: number): string => countInWords({ students })
