import { channelNames, type Channel } from '../../data/domain/contact'
import { dayInWords, dayOf, timeOf, type Day } from '../../data/domain/day'
import type { Contact } from '../../data/queries/contacts'

/** "Call · Monday 23 November" */
export function contactHeading({ channel, happenedOn, state }: Contact, today: Day): string {
  const what = `${channelNames[channel]} · ${dayWithYear(happenedOn, today)}`
  return state === 'withdrawn' ? `${what} · withdrawn` : what
}

/** "Ruth Adeyemi · follow up on Friday 27 November · edited on Tuesday 24 November, 09:00" */
export function contactDetails(
  { byName, followUpOn, state, version, writtenAt }: Contact,
  today: Day,
): string {
  const written = instantInWords(writtenAt, today)
  const parts = [
    byName,
    ...(followUpOn === null ? [] : [`follow up on ${dayWithYear(followUpOn, today)}`]),
    ...(state === 'withdrawn' ? [`withdrawn on ${written}`] : []),
    ...(state === 'recorded' && version > 1 ? [`edited on ${written}`] : []),
  ]
  return parts.join(' · ')
}

/** "call by Ruth Adeyemi on Monday 23 November", and "by you" to whoever made it. */
export function contactInShort(
  { channel, by, byName, happenedOn }: Contact,
  { today, reader }: { today: Day; reader: string },
): string {
  return `${contactBy[channel]} ${by === reader ? 'you' : byName} on ${dayWithYear(happenedOn, today)}`
}

const contactBy: Record<Channel, string> = {
  meeting: 'meeting with',
  call: 'call by',
  email: 'e-mail by',
  teams: 'Teams message by',
  other: 'contact by',
}

/** "Tuesday 24 November, 09:00" */
export function instantInWords(instant: string, today: Day): string {
  const at = new Date(instant)
  return `${dayWithYear(dayOf(at), today)}, ${timeOf(at)}`
}

/** "Monday 23 November", and with its year where that is another than today's. */
export function dayWithYear(day: Day, today: Day): string {
  const year = day.slice(0, 4)
  return year === today.slice(0, 4) ? dayInWords(day) : `${dayInWords(day)} ${year}`
}
