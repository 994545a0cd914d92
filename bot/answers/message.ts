import { messageCard, type MessageModel } from '../../cards/message'
import type { Suggestion } from '../../cards/verbs'
import { asNobody, type Answer, type Refusal } from './answer'

/** An answer without student data: a message card and the same in plain words. */
export function messageAnswer(given: MessageModel): Answer {
  const model = { ...given, suggestions: each(given.suggestions) }
  const facts = (model.facts ?? []).map(({ title, value }) => `${title}: ${value}`)
  const next = model.suggestions.map(({ text }) => `“${text}”`).join(', ')
  const text = [
    model.title,
    ...model.paragraphs,
    ...facts,
    ...(next === '' ? [] : [`You can ask: ${next}.`]),
  ].join('\n')
  return { access: asNobody, students: [], text, card: messageCard(model) }
}

/** The same for what is not shown or not done: the code says why to those who run the bot. */
export function refusal(refused: Refusal, given: MessageModel): Answer {
  return { ...messageAnswer(given), refused }
}

/** Each suggestion once. */
function each(suggestions: Suggestion[]): Suggestion[] {
  return [...new Map(suggestions.map((suggestion) => [suggestion.text, suggestion])).values()]
}
