import type { Attributes } from '@opentelemetry/api'
import { isCode } from '../plain-code'

/** What a span or a measurement may be told apart by. Each value is a code: never a name, an ID or a text that somebody typed. */
const allowed = ['intent', 'outcome', 'place', 'code', 'kind', 'feed', 'source', 'engine'] as const

export type Attribute = (typeof allowed)[number]

/** How many of what belongs to a span. */
const counted = ['statements', 'store_milliseconds'] as const

export type Given = Partial<Record<Attribute, string | undefined>> &
  Partial<Record<(typeof counted)[number], number>>

/** Stands for a value that is no code. */
const other = 'other'

/**
 * The one way to attributes: whatever it is given, only what is allowed comes out, each in its form. The types say the same
 * before, but an object may hold more than its type, and a code may come from elsewhere.
 */
export function attributesOf(given: Given): Attributes {
  const values = new Map<string, unknown>(Object.entries(given))
  const attributes: Attributes = {}
  for (const name of allowed) {
    const value = values.get(name)
    if (value !== undefined) attributes[name] = typeof value === 'string' && isCode(value) ? value : other
  }
  for (const name of counted) {
    const value = values.get(name)
    if (typeof value === 'number' && Number.isFinite(value)) attributes[name] = value
  }
  return attributes
}
