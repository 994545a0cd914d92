import { bindCard } from './bind'
import type { Card } from './card'
import template from './deliveries.json'
import { plainFacts, type Fact } from './fact'
import { plain } from './plain'
import { suggestion, type Suggestion } from './verbs'

/** How what staff are told unasked gets to them. */
export interface DeliveriesModel {
  title: string
  paragraphs: string[]
  facts: Fact[]
  reach: ReachRow[]
  /** How useful alerts were found, rule by rule. */
  usefulness: Fact[]
  /** The first six are shown. */
  suggestions: Suggestion[]
}

export interface ReachRow {
  /** "Personal tutor" */
  role: string
  /** "2 blocked, 31 without a chat" */
  detail: string
  /** "412 of 445" */
  count: string
}

export function deliveriesCard({
  title,
  paragraphs,
  facts,
  reach,
  usefulness,
  suggestions,
}: DeliveriesModel): Card {
  const buttons = suggestions.slice(0, 6).map(suggestion)
  return bindCard(template, {
    title: plain(title),
    paragraphs: paragraphs.map(plain),
    facts: plainFacts(facts),
    hasUsefulness: usefulness.length > 0,
    usefulness: plainFacts(usefulness),
    hasReach: reach.length > 0,
    reach: reach.map(({ role, detail, count }) => ({
      role: plain(role),
      detail: plain(detail),
      count: plain(count),
    })),
    hasSuggestions: buttons.length > 0,
    suggestions: buttons,
  })
}
