import type { Day } from './day'

/** How somebody was in touch with a student. */
export const channels = ['meeting', 'call', 'email', 'teams', 'other'] as const
export type Channel = (typeof channels)[number]

/** How staff name a channel. */
export const channelNames: Record<Channel, string> = {
  meeting: 'Meeting',
  call: 'Call',
  email: 'E-mail',
  teams: 'Teams message',
  other: 'Other contact',
}

/** The most characters of a note, and of feedback: as many as the store takes. */
export const longestNote = 2_000

/** Whether a contact stands, or was taken back by whoever recorded it. */
export type ContactState = 'recorded' | 'withdrawn'

/** What is written down of a contact. */
export interface ContactFields {
  channel: Channel
  happenedOn: Day
  note: string | null
  /** The day on which they mean to follow it up. */
  followUpOn: Day | null
}
