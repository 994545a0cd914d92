import { channels, longestNote, type Channel, type ContactFields } from '../../data/domain/contact'
import { addDays, isDay, type Day } from '../../data/domain/day'
import type { ContactInputs } from '../../cards/contact-form'

/** What came back from the form; a field that was left empty may be absent. */
export type TypedContact = {
  [Field in 'channel' | 'happenedOn' | 'note' | 'followUpOn']?: string | undefined
}

/** How far back a contact may be, and how far ahead its follow-up, in days. */
const [longAgo, farAhead] = [5 * 365, 2 * 365]

/** What is wrong with a form, in sentences that say what to do; empty where all is well. */
export function problemsOf(typed: TypedContact, today: Day): string[] {
  const { happenedOn, note, followUpOn } = cleaned(typed)
  const problems: string[] = []
  if (channelOf(typed) === undefined) problems.push('Choose how you were in touch.')
  if (!isDay(happenedOn)) problems.push('Give the day of the contact.')
  else if (happenedOn > today) problems.push('The day of the contact must not lie in the future.')
  else if (happenedOn < addDays(today, -longAgo))
    problems.push('The day of the contact is more than five years ago.')
  if (note.length > longestNote)
    problems.push(
      `The note has ${note.length.toLocaleString('en-GB')} characters; shorten it to ${longestNote.toLocaleString('en-GB')}.`,
    )
  if (followUpOn !== '' && !isDay(followUpOn))
    problems.push('Give the follow-up as a day, or leave it empty.')
  else if (followUpOn !== '' && isDay(happenedOn) && followUpOn < happenedOn)
    problems.push('The follow-up must not be before the contact.')
  else if (followUpOn > addDays(today, farAhead)) problems.push('The follow-up is more than two years ahead.')
  return problems
}

/** A form without {@link problemsOf}, as it is kept. */
export function fieldsOf(typed: TypedContact): ContactFields {
  const { happenedOn, note, followUpOn } = cleaned(typed)
  return {
    channel: channelOf(typed) ?? 'other',
    happenedOn,
    note: note === '' ? null : note,
    followUpOn: followUpOn === '' ? null : followUpOn,
  }
}

/** The form once more as it was typed; a field for a day can show nothing but a day. */
export function inputsOf(typed: TypedContact): ContactInputs {
  const { happenedOn, note, followUpOn } = cleaned(typed)
  return {
    channel: channelOf(typed),
    happenedOn: isDay(happenedOn) ? happenedOn : '',
    note,
    followUpOn: isDay(followUpOn) ? followUpOn : '',
  }
}

/** As every engine keeps it: no half characters, no NUL, and lines that end as they do elsewhere. */
export function storableText(text: string): string {
  return Buffer.from(text).toString().replaceAll('\0', '').replaceAll(/\r\n?/gu, '\n').trim()
}

function cleaned({ happenedOn = '', note = '', followUpOn = '' }: TypedContact) {
  return { happenedOn: happenedOn.trim(), note: storableText(note), followUpOn: followUpOn.trim() }
}

function channelOf({ channel }: TypedContact): Channel | undefined {
  return channels.find((each) => each === channel)
}
