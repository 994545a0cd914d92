export type Part = Record<string, unknown>

/** Every object inside a card, whatever its depth. */
export function parts(value: unknown): Part[] {
  if (Array.isArray(value)) return value.flatMap(parts)
  if (!isPart(value)) return []
  return [value, ...Object.values(value).flatMap(parts)]
}

export function ofType(card: unknown, type: string): Part[] {
  return parts(card).filter((part) => part['type'] === type)
}

/** What a reader sees: the words of texts and facts, a line each. */
export function words(card: unknown): string {
  return parts(card)
    .flatMap((part) => {
      if (part['type'] === 'TextBlock') return [String(part['text'])]
      if (typeof part['title'] === 'string' && typeof part['value'] === 'string')
        return [`${part['title']}: ${part['value']}`]
      return []
    })
    .join('\n')
}

/** The titles of a card's buttons, in order. */
export function buttons(card: unknown): string[] {
  return ofType(card, 'ActionSet').flatMap((set) => parts(set['actions']).flatMap(titleOf))
}

function titleOf(part: Part): string[] {
  return typeof part['title'] === 'string' && String(part['type']).startsWith('Action.')
    ? [part['title']]
    : []
}

function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Bytes in UTF-16, as Teams measures a message. */
export function size(card: unknown): number {
  return JSON.stringify(card).length * 2
}
