import { bindCard } from './bind'
import type { Card } from './card'
import template from './message.json'
import { plain } from './plain'
import { plainFacts, type Fact } from './fact'
import { askAction, suggestion, type AskData, type Suggestion } from './verbs'

/** A greeting, help, a question back, a refusal, somebody's access, the state of the data. */
export interface MessageModel {
  title: string
  paragraphs: string[]
  facts?: Fact[]
  /** A button whose answer takes this card's place, for whoever presses it. */
  open?: AskData & { title: string }
  /** A button that leaves the chat: to an https address. */
  link?: { title: string; url: string }
  /** Six buttons are shown in all. */
  suggestions: Suggestion[]
}

export function messageCard(model: MessageModel): Card {
  const facts = plainFacts(model.facts ?? [])
  const buttons = [
    ...(model.open === undefined ? [] : [askAction(model.open)]),
    ...(model.link === undefined ? [] : [{ type: 'Action.OpenUrl', ...model.link }]),
    ...model.suggestions.map(suggestion),
  ].slice(0, 6)
  return bindCard(template, {
    title: plain(model.title),
    paragraphs: model.paragraphs.map(plain),
    hasFacts: facts.length > 0,
    facts,
    hasButtons: buttons.length > 0,
    buttons,
  })
}
