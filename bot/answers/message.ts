import { messageCard, type MessageModel } from '../../cards/message'
import { asNobody, type Answer } from './answer'

/** An answer without student data: a message card and the same in plain words. */
export function messageAnswer(model: MessageModel): Answer {
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
