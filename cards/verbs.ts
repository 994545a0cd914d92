import { z } from 'zod'
import { acts } from './acts'

const question = z.object({
  text: z.string().trim().min(1).max(500),
  page: z.number().int().min(1).max(1000).optional(),
})

/** `back` is what the card showed before, for a way back from the answer. */
const ask = question.extend({ verb: z.literal('ask'), back: question.optional() })

/**
 * Everything that a card can send back, parsed where a card action enters. Most buttons ask the bot something in words,
 * so that a forged card can do no more than its sender could by typing. Those of acts.ts read and write by IDs that a
 * card carries: what they are about, who presses them and whether they still may is checked again each time, in the
 * transaction that writes.
 */
export const cardAction = z.discriminatedUnion('verb', [ask, ...acts])
export type CardAction = z.infer<typeof cardAction>

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
  data: z.infer<typeof ask>
  associatedInputs?: 'none'
}

/**
 * A button that asks the bot; the answer takes the card's place. The tooltip is its accessible name. Beside a form it
 * leaves alone what is typed there, right or wrong.
 */
export function askAction(
  button: AskData & { title: string; tooltip?: string; besideForm?: true },
): AskAction {
  const { title, tooltip, besideForm, text, page, back } = button
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
    ...(besideForm ? { associatedInputs: 'none' } : {}),
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
