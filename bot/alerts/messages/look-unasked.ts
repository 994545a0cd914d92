import { usualLooks, type UnaskedIntent } from '../../../data/records/unusual-looks'
import { lookOfAct, type Conversation } from '../../answers/answer'
import type { Look } from '../../../data/records/access-trail'
import type { Recipient } from './composer'

/** The chat of somebody who is told something unasked. */
export const chatOf = ({ conversationId: id }: Recipient): Conversation => ({ id, kind: 'personal' })

/** The entry for the access trail of what somebody is shown unasked. */
export function lookUnasked(
  recipient: Recipient,
  intent: UnaskedIntent,
  about: { alert?: string } = {},
): Look {
  return lookOfAct(
    { access: recipient.access, conversation: chatOf(recipient), limits: usualLooks },
    intent,
    about,
  )
}
