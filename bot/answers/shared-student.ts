import type { Card } from '../../cards/card'
import { sharedStudentCard } from '../../cards/shared-student'
import type { Access } from '../access/access'
import { personScopes, projectScopes } from '../access/scope'
import type { Answer } from './answer'
import { messageAnswer, refusal } from './message'
import { nothingToSee } from './refusals'
import { suggestionsFor } from './suggestions'

/** A student in a chat that others read: each opens what they may see, and nobody reads here who it is. */
export function studentInChat(reference: string): Card {
  return sharedStudentCard({
    reference,
    paragraphs: [
      'I show each of you only what your own role allows, in your private chat with me. Nobody sees here whom this is about.',
    ],
  })
}

/** To whoever opened such a card: the same words whether or not they may see the student. */
export function answeredInPrivate(reference: string, chat: string | undefined): Card {
  return sharedStudentCard({
    reference,
    chat,
    paragraphs: ['I answer you in our private chat, within your own role.'],
  })
}

/** To whoever opened it and has no private chat with the bot yet. */
export function noPrivateChat(reference: string, chat: string | undefined): Card {
  return sharedStudentCard({
    reference,
    chat,
    paragraphs: [
      'You and I have no private chat yet. Open it, say hello there, and then open this card again.',
    ],
  })
}

/** To a card that has expired, was damaged or was made up, without saying which. */
export function leadsNowhere(): Answer {
  return messageAnswer({
    title: 'This card leads to nobody any more',
    paragraphs: ['Ask me for the student in our private chat, or search for a new card.'],
    suggestions: [],
  })
}

/** In the private chat, to whoever may not see the student, without the ID, which they did not type. */
export function nobodyOfCard(access: Access): Answer {
  if (personScopes(access).length + projectScopes(access).length === 0) return nothingToSee(access)
  return refusal('no-such-student', {
    title: 'I cannot find that student',
    paragraphs: [
      'Among the students you may see there is nobody of the card that you opened.',
      'If you think that you should see them, ask me by name or student ID.',
    ],
    suggestions: suggestionsFor(access),
  })
}
