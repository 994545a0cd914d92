import { z } from 'zod'
import { alertKinds } from '../data/domain/alert'
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

/** The list of their alerts that somebody came from, for the way back. */
const listed = z.object({
  state: z.enum(['open', 'all']).optional(),
  page: z.number().int().min(1).max(1000),
})

/** Which alert: `sent` on the card that was sent unasked, and on what takes its place, unlike one opened from a list. */
const alert = { alert: id, sent: z.literal(true).optional(), back: listed.optional() }

/** Shows an alert of one's own. */
const alertOpen = z.object({ verb: z.literal('alert-open'), ...alert })
/** What one press does with an alert. */
const alertDo = z.object({
  verb: z.literal('alert-do'),
  ...alert,
  act: z.enum(['seen', 'useful', 'not-useful', 'reopen', 'reason-ended']),
})
/** Opens the form for a contact with an alert's student: saved, it deals with the alert. */
const alertContact = z.object({ verb: z.literal('alert-contact'), ...alert })
/** Opens the form for a reason that is known, and saves it. */
const alertReasonForm = z.object({ verb: z.literal('alert-reason-form'), ...alert })
const alertReason = z.object({ verb: z.literal('alert-reason'), ...alert, reason: typed, until: typed })
/** Opens the form in which it is said what data are wrong, and reports it. */
const alertWrongForm = z.object({ verb: z.literal('alert-wrong-form'), ...alert })
const alertWrong = z.object({ verb: z.literal('alert-wrong'), ...alert, what: typed })
/** Opens the form in which a colleague is chosen, and passes the alert on to them. */
const alertPassForm = z.object({ verb: z.literal('alert-pass-form'), ...alert })
const alertPass = z.object({ verb: z.literal('alert-pass'), ...alert, to: typed })
/** Saves how one wants one's alerts: `kinds` are those that are wanted of those that `offered` names, with commas between. */
const alertChoose = z.object({
  verb: z.literal('alert-choose'),
  offered: z.array(z.enum(alertKinds)).max(alertKinds.length),
  frequency: typed,
  kinds: typed,
})

/** Saves what somebody thinks of the bot. */
const feedbackSend = z.object({
  verb: z.literal('feedback-send'),
  feedback: id,
  text: typed,
  about: typed,
})

/** What a button may do beside asking in words, parsed where a card action enters. */
export const acts = [
  contactForm,
  contactSave,
  contactOpen,
  contactEdit,
  contactWithdraw,
  alertOpen,
  alertDo,
  alertContact,
  alertReasonForm,
  alertReason,
  alertWrongForm,
  alertWrong,
  alertPassForm,
  alertPass,
  alertChoose,
  feedbackSend,
] as const
export type Act = z.infer<(typeof acts)[number]>
export type ActOf<Verb extends Act['verb']> = Extract<Act, { verb: Verb }>

/** As a button names an alert. */
export type AlertRef = Pick<ActOf<'alert-open'>, 'alert' | 'sent' | 'back'>

export interface ActAction {
  type: 'Action.Execute'
  title: string
  verb: Act['verb']
  data: Act
  style?: 'positive' | 'destructive'
  associatedInputs: 'auto' | 'none'
}

/** Those that send along what is typed or chosen on their card. */
const saving: ReadonlySet<Act['verb']> = new Set<Act['verb']>([
  'contact-save',
  'feedback-send',
  'alert-reason',
  'alert-wrong',
  'alert-pass',
  'alert-choose',
])

/** A button of an act; only one that saves sends along what is typed on the card. */
export function actAction(title: string, data: Act, style?: ActAction['style']): ActAction {
  return {
    type: 'Action.Execute',
    title,
    verb: data.verb,
    data,
    ...(style === undefined ? {} : { style }),
    associatedInputs: saving.has(data.verb) ? 'auto' : 'none',
  }
}
