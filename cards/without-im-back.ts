import type { Card } from './card'

/**
 * The same card for a host whose suggestion buttons do nothing while they ask to be posted as the
 * person's own message (the Agents Playground): there the button's data comes back as it is.
 */
export function withoutImBack(card: Card): Card {
  return { ...card, body: card.body.map(strip) }
}

function strip(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strip)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([name, part]) => name !== 'msteams' || !isImBack(part))
  return Object.fromEntries(kept.map(([name, part]) => [name, strip(part)]))
}

function isImBack(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'imBack'
}
