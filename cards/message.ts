import { bindCard } from './bind'
import type { Card } from './card'
import template from './message.json'
import { plain } from './plain'
import { plainFacts, type Fact } from './fact'
import { suggestion, type Suggestion } from './verbs'

/** A greeting, help, a question back, a refusal, somebody's access, the state of the data. */
export interface MessageModel {
  title: string
  paragraphs: string[]
  facts?: Fact[]
  /** The first six are shown. */
  suggestions: Suggestion[]
}

export function messageCard(model: MessageModel): Card {
  const facts = plainFacts(model.facts ?? [])
  const suggestions = model.suggestions.slice(0, 6).map(suggestion)
  return bindCard(template, {
    title: plain(model.title),
    paragraphs: model.paragraphs.map(plain),
    hasFacts: facts.length > 0,
    facts,
    hasSuggestions: suggestions.length > 0,
    suggestions,
  })
}
