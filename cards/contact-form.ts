import { channelNames, channels, type Channel } from '../data/domain/contact'
import type { Day } from '../data/domain/day'
import { actAction, type ActAction, type ActOf } from './acts'
import { bindCard } from './bind'
import type { Card } from './card'
import template from './contact-form.json'
import { plain } from './plain'
import type { AskAction } from './verbs'

/** What stands in the fields of the form: what was typed before, or what is known. */
export interface ContactInputs {
  channel?: Channel | undefined
  happenedOn: string
  note: string
  followUpOn: string
}

/** The form in which a contact is recorded or changed. */
export interface ContactFormModel {
  title: string
  /** "Aisha Khan · 00412345" */
  student: string
  /** What was wrong with what was typed, in sentences. */
  problems: string[]
  inputs: ContactInputs
  today: Day
  /** What Save sends beside the fields. */
  save: Pick<ActOf<'contact-save'>, 'contact' | 'version' | 'student'>
  /** Buttons beside Save, four at most. */
  others: (ActAction | AskAction)[]
}

const readers =
  'Read by everyone whose role shows this student’s full profile, and by the student if they ask. Changes and what is withdrawn are kept.'

/** Draws the form, with what was wrong above its fields. */
export function contactFormCard(model: ContactFormModel): Card {
  const { inputs, problems, save } = model
  return bindCard(template, {
    title: plain(model.title),
    student: plain(model.student),
    hasProblems: problems.length > 0,
    problems: problems.map(plain).join(' '),
    channel: inputs.channel ?? '',
    channels: channels.map((value) => ({ title: channelNames[value], value })),
    happenedOn: inputs.happenedOn,
    note: inputs.note,
    followUpOn: inputs.followUpOn,
    today: model.today,
    readers,
    actions: [actAction('Save', { verb: 'contact-save', ...save }, 'positive'), ...model.others],
  })
}
