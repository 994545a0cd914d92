import type { Card } from './card'
import { plain } from './plain'

/** The card of an answer to a question that a language model read: above all else it says so, and what was read. */
export function withAiReading(card: Card, reading: string): Card {
  const mark = {
    type: 'Container',
    style: 'emphasis',
    items: [{ type: 'TextBlock', text: plain(reading), size: 'Small', wrap: true }],
  }
  return { ...card, body: [mark, ...card.body] }
}
