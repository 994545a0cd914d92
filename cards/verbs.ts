import { z } from 'zod'
import { acts } from './acts'
import { openStudent } from './open-student'

/** What to ask: in words that a person could type, or as a question that such words were understood as. */
const fields = z.object({
  text: z.string().trim().min(1).max(500).optional(),
  question: z
    .object({ intent: z.string().max(40) })
    .passthrough()
    .optional(),
  page: z.number().int().min(1).max(1000).optional(),
})

const asksSomething = ({ text, question }: { text?: unknown; question?: unknown }): boolean =>
  text !== undefined || question !== undefined

const choice = z.string().max(200).optional()

/**
 * `back` is what the card showed before, for a way back from the answer. The choices are what was picked in the card, in
 * the place of what the question says.
 */
const ask = fields.extend({
  verb: z.literal('ask'),
  back: fields.refine(asksSomething).optional(),
  population: choice,
  bands: choice,
  window: choice,
})

/** A question of which something is to be changed. */
const change = z.object({ verb: z.literal('change'), question: fields.shape.question.unwrap() })

/**
 * Everything that a card can send back, parsed where a card action enters. Most buttons ask the bot something, so that a
 * forged card can do no more than its sender could by typing. Those of acts.ts read and write by IDs that a card carries:
 * what they are about, who presses them and whether they still may is checked again each time, in the transaction that
 * writes. A card about one student in a chat carries a sealed reference.
 */
export const cardAction = z
  .discriminatedUnion('verb', [ask, change, openStudent, ...acts])
  .refine((action) => action.verb !== 'ask' || asksSomething(action), { message: 'a button asks something' })
export type CardAction = z.infer<typeof cardAction>
export type AskValue = z.infer<typeof ask>

/** What a button asks, in words or as a question, and which page of the answer. */
export type Asked = ({ text: string } | { question: object }) & { page?: number | undefined }

export type AskData = Asked & { back?: Asked | undefined }

export interface AskAction {
  type: 'Action.Execute'
  title: string
  tooltip?: string
  verb: 'ask'
  data: AskData & { verb: 'ask' }
  associatedInputs?: 'none'
}

/**
 * A button that asks the bot; the answer takes the card's place. The tooltip is its accessible name. A question, and any
 * button beside a form, leaves alone what is picked or typed there, right or wrong.
 */
export function askAction({
  title,
  tooltip,
  besideForm,
  ...asked
}: AskData & { title: string; tooltip?: string; besideForm?: true }): AskAction {
  return {
    type: 'Action.Execute',
    title,
    ...(tooltip === undefined ? {} : { tooltip }),
    verb: 'ask',
    data: { verb: 'ask', ...asked },
    ...('question' in asked || besideForm ? { associatedInputs: 'none' } : {}),
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
