import { z } from 'zod'
import { openStudent } from './open-student'

const question = z.object({
  text: z.string().trim().min(1).max(500),
  page: z.number().int().min(1).max(1000).optional(),
})

/** `back` is what the card showed before, for a way back from the answer. */
const ask = question.extend({ verb: z.literal('ask'), back: question.optional() })

/**
 * Everything that a card can send back, parsed where a card action enters. A button asks the bot something in words, or
 * for whom a sealed reference is about, so a forged card can do no more than its sender could by typing.
 */
export const cardAction = z.discriminatedUnion('verb', [ask, openStudent])
export type CardAction = z.infer<typeof cardAction>
export type AskValue = z.infer<typeof ask>

/** What a button asks, in words a person could type, and which page of the answer. */
export interface AskData {
  text: string
  page?: number | undefined
  back?: { text: string; page?: number | undefined } | undefined
}

export interface AskAction {
  type: 'Action.Execute'
  title: string
  tooltip?: string
  verb: 'ask'
  data: AskValue
}

/** A button that asks the bot; the answer takes the card's place. The tooltip is its accessible name. */
export function askAction(button: AskData & { title: string; tooltip?: string }): AskAction {
  const { title, tooltip, text, page, back } = button
  return {
    type: 'Action.Execute',
    title,
    ...(tooltip === undefined ? {} : { tooltip }),
    verb: 'ask',
    data: {
      verb: 'ask',
      text,
      ...(page === undefined ? {} : { page }),
      ...(back === undefined ? {} : { back }),
    },
  }
}

/** Words to offer as a next step, with a shorter title where they are long. */
export interface Suggestion {
  title?: string
  text: string
}

export interface SuggestionAction {
  type: 'Action.Submit'
  title: string
  data: { verb: 'ask'; text: string; msteams: { type: 'imBack'; value: string } }
}

/** A button that says its words in the chat, as the person's own message. */
export function suggestion({ title, text }: Suggestion): SuggestionAction {
  return {
    type: 'Action.Submit',
    title: title ?? `${text.charAt(0).toUpperCase()}${text.slice(1)}`,
    data: { verb: 'ask', text, msteams: { type: 'imBack', value: text } },
  }
}
