import { z } from 'zod'

const execute = z
  .object({
    type: z.literal('Action.Execute'),
    title: z.string(),
    verb: z.string(),
    data: z.record(z.unknown()),
  })
  .passthrough()
export type Button = z.infer<typeof execute>

/** Every Action.Execute of a card, in order. */
export function buttonsOf(value: unknown): Button[] {
  if (Array.isArray(value)) return value.flatMap(buttonsOf)
  const object = z.record(z.unknown()).safeParse(value)
  if (!object.success) return []
  const own = execute.safeParse(object.data)
  return [...(own.success ? [own.data] : []), ...Object.values(object.data).flatMap(buttonsOf)]
}

/** What a button of a card sends, found by its title. */
export function dataOf(card: unknown, title: string): Record<string, unknown> {
  const found = buttonsOf(card).find((button) => button.title === title)
  if (!found) throw new Error(`the card has no button “${title}”: ${JSON.stringify(card)}`)
  return found.data
}

/** What stands in the inputs of a card, by their IDs, as a client sends it along with a button. */
export function inputsOf(value: unknown): Record<string, string> {
  if (Array.isArray(value)) return Object.assign({}, ...value.map(inputsOf)) as Record<string, string>
  const object = z.record(z.unknown()).safeParse(value)
  if (!object.success) return {}
  const input = z
    .object({ type: z.string().startsWith('Input.'), id: z.string(), value: z.string().default('') })
    .safeParse(object.data)
  if (input.success) return { [input.data.id]: input.data.value }
  return Object.assign({}, ...Object.values(object.data).map(inputsOf)) as Record<string, string>
}
