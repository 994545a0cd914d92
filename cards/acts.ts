import { z } from 'zod'
import { channels, longestNote } from '../data/domain/contact'

/** What somebody typed or chose in a form: whatever it is, it is judged where the form is, so that a mistake can be told. */
const typed = z
  .string()
  .max(4 * longestNote)
  .optional()
const id = z.string().uuid()
const version = z.number().int().min(0).max(100_000)
const student = z.string().trim().min(1).max(64)

/** Opens the form for a contact with a student, filled in as far as that is known. Writes nothing. */
const contactForm = z.object({
  verb: z.literal('contact-form'),
  student,
  channel: z.enum(channels).optional(),
  note: z.string().max(longestNote).optional(),
})

/** Saves a contact: `version` is the one that the form shows, 0 for a new contact, whose ID the form carries. */
const contactSave = z.object({
  verb: z.literal('contact-save'),
  contact: id,
  version,
  student,
  channel: typed,
  happenedOn: typed,
  note: typed,
  followUpOn: typed,
})

const contactOpen = z.object({ verb: z.literal('contact-open'), contact: id })
const contactEdit = z.object({ verb: z.literal('contact-edit'), contact: id })
const contactWithdraw = z.object({ verb: z.literal('contact-withdraw'), contact: id, version })

/** Saves what somebody thinks of the bot. */
const feedbackSend = z.object({
  verb: z.literal('feedback-send'),
  feedback: id,
  text: typed,
  about: typed,
})

/** Opens an alert, from a list of several, for whoever has it. */
const alertOpen = z.object({ verb: z.literal('alert-open'), alert: id })

/** What a button may do beside asking in words, parsed where a card action enters. */
export const acts = [
  contactForm,
  contactSave,
  contactOpen,
  contactEdit,
  contactWithdraw,
  feedbackSend,
  alertOpen,
] as const
export type Act = z.infer<(typeof acts)[number]>
export type ActOf<Verb extends Act['verb']> = Extract<Act, { verb: Verb }>

export interface ActAction {
  type: 'Action.Execute'
  title: string
  verb: Act['verb']
  data: Act
  style?: 'positive' | 'destructive'
  associatedInputs: 'auto' | 'none'
}

/** A button of an act; only one that saves sends along what is typed on the card. */
export function actAction(title: string, data: Act, style?: ActAction['style']): ActAction {
  const saves = data.verb === 'contact-save' || data.verb === 'feedback-send'
  return {
    type: 'Action.Execute',
    title,
    verb: data.verb,
    data,
    ...(style === undefined ? {} : { style }),
    associatedInputs: saves ? 'auto' : 'none',
  }
}
