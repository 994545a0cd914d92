import type { Suggestion } from '../../cards/verbs'
import type { Access } from '../access/access'
import { getsAlerts } from './alert-roles'
import type { Answer } from './answer'
import { messageAnswer } from './message'
import { suggestionsFor } from './suggestions'

/** To whom something is said that depends on no student. */
export interface Listener {
  name: string | undefined
  suggestions: Suggestion[]
  /** Whether alerts about single students come to them. */
  getsAlerts: boolean
}

/** In a private chat. */
export function listener(access: Access): Listener {
  const { given_name, family_name } = access.staff
  return {
    name: given_name === '-' ? family_name : given_name,
    suggestions: suggestionsFor(access),
    getsAlerts: getsAlerts(access),
  }
}

/** A group, or somebody whom the staff records do not hold: no name, and nothing offered that would be refused. */
export const anyone: Listener = { name: undefined, suggestions: [], getsAlerts: false }

const unasked =
  'I also tell you, unasked, when something changes with one of your students. Write “alert settings” to pause that or to get fewer.'

/** To "hi" and "hello", and once when the app is installed. */
export function answerGreeting({ name, suggestions, ...about }: Listener): Answer {
  return messageAnswer({
    title: name === undefined ? 'Hello' : `Hello ${name}`,
    paragraphs: [
      'I answer questions about how your students engage with their studies, from Canvas, library, printing and attendance data.',
      'You see only what your role allows, and every look at students is recorded.',
      ...(about.getsAlerts ? [unasked] : []),
    ],
    suggestions: [...suggestions, { text: 'help' }],
  })
}

/** What is held, why, and who may see that somebody looked. */
export function answerPrivacy({ suggestions }: Listener): Answer {
  return messageAnswer({
    title: 'How student data are used here',
    paragraphs: [
      'The engagement store holds daily counts from Canvas, library (never titles), printing and attendance, student records, and the contacts that tutors and leaders write down. Background such as disability, ethnicity, gender or age never enters a score.',
      'The university relies on legitimate interests, UK GDPR Article 6(1)(f). Students may ask for a copy of what is held on them, correct it and object to its use: send them to the data-protection office.',
      'Each look at students is recorded under your name and kept for six years; the student’s tutors and leaders can see it for 90 days, and unusually many are told to the data-protection office. Students may ask to read notes about them, and who looked. A band is a prompt for a conversation; people decide, never this system.',
      'Your last question in this chat is kept, encrypted, for an hour, so that you can go on from it. Where the university has switched that on, words that I do not understand are put to a language model, after names, IDs and unknown words have been taken out.',
    ],
    suggestions,
  })
}
