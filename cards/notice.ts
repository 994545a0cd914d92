import type { Card } from './card'
import { plain } from './plain'

/** A card with something said above all else. */
export function withNotice(card: Card, words: string): Card {
  const notice = {
    type: 'Container',
    style: 'emphasis',
    items: [{ type: 'TextBlock', text: plain(words), size: 'Small', wrap: true }],
  }
  return { ...card, body: [notice, ...card.body] }
}
