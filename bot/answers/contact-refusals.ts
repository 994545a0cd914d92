import type { Scope } from '../../data/domain/scope'
import type { Access } from '../access/access'
import { fullScopes, personScopes, projectScopes } from '../access/scope'
import { roleWords } from '../access/policy'
import type { Answer, Asking } from './answer'
import { messageAnswer, refusal } from './message'
import { nothingToSee } from './refusals'
import { suggestionsFor } from './suggestions'

/** To those who may see the student, if at all, at another detail than full. */
export function contactsNotShown(access: Access): Answer {
  if (fullScopes(access).length + others(access).length === 0) return nothingToSee(access)
  return refusal('contacts-not-shown', {
    title: 'Contacts are not part of what you may see there',
    paragraphs: [
      `${notAs(access)} you neither read nor record contacts: that is for those who see a student’s full profile, as personal tutor, level tutor or programme leader.`,
      'Ask one of them, or ask me about the students themselves.',
    ],
    suggestions: suggestionsFor(access),
  })
}

/** "As director of school": the roles that show students otherwise than in full. */
export function notAs(access: Access): string {
  return `As ${[...new Set(others(access).map(({ role }) => roleWords(role)))].join(' or ')}`
}

function others(access: Access): Scope[] {
  return [...personScopes(access), ...projectScopes(access)].filter(({ detail }) => detail !== 'full')
}

/** To who wants to record a contact, and does not say with whom. */
export function whoseContact({ access }: Asking): Answer {
  return messageAnswer({
    title: 'Whom were you in touch with?',
    paragraphs: [
      'Say it with a name or a student ID, for example “log a call with” and the name, and if you like a colon and what was said.',
      'Or open a student’s profile: it has a button for it.',
    ],
    suggestions: suggestionsFor(access),
  })
}

/** The same words whether there is no such contact, or none that the person may see. */
export function noSuchContact(access: Access): Answer {
  return refusal('no-such-contact', {
    title: 'I cannot find that contact',
    paragraphs: [
      'It is not, or no longer, with a student whose full profile you may see. Nothing was changed.',
      'Ask for the contacts with a student by name.',
    ],
    suggestions: suggestionsFor(access),
  })
}
