import type { Card } from './card'

/** The same card without buttons that speak in the chat in a person's name. */
export function withoutSubmit(card: Card): Card {
  return { ...card, body: card.body.flatMap(strip) }
}

function strip(value: unknown): unknown[] {
  if (Array.isArray(value)) return [value.flatMap(strip)]
  if (typeof value !== 'object' || value === null) return [value]
  if ('type' in value && value.type === 'Action.Submit') return []
  const kept = Object.fromEntries(
    Object.entries(value).map(([name, part]: [string, unknown]) => [name, strip(part)[0]]),
  )
  const isEmptySet = 'type' in kept && kept.type === 'ActionSet' && isEmpty(kept.actions)
  return isEmptySet ? [] : [kept]
}

function isEmpty(list: unknown): boolean {
  return Array.isArray(list) && list.length === 0
}
