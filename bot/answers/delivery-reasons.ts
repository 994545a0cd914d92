import type { Reason } from '../../data/queries/deliveries'
import { noChatYet } from '../../data/records/sending'

/** Why messages were not sent, in words; what Teams itself says stays as it is, to be searched for. */
const inWords: Readonly<Record<string, string>> = {
  'no-right': 'the person no longer has the right',
  'no-scope': 'the person no longer has the role',
  'out-of-scope': 'the student is no longer theirs',
  left: 'the person has left',
  over: 'over before it was told',
  exempt: 'somebody knows of a reason',
  opened: 'the person had seen it by themselves',
  superseded: 'another message tells it',
  withdrawn: 'it turned out not to be so',
  'nothing-left': 'nothing was left to tell',
  unwanted: 'the person wants none',
  'no-numbers': 'too few students for numbers',
  'well-again': 'all was well again',
  'never-sent': 'it was never sent',
  'no-chat': 'the person has no chat with the bot',
  [noChatYet]: 'the person has not opened a chat yet',
  'nobody-to-tell': 'nobody with the role has a chat with the bot',
  credentials: 'Teams does not accept the bot’s credentials',
  MessageWritesBlocked: 'the person blocked the bot',
}

/** "the person no longer has the right: 1, MessageSizeTooBig: 2" */
export const reasonsInWords = (reasons: readonly Reason[]): string =>
  reasons.map(({ reason, count }) => `${inWords[reason] ?? reason}: ${count}`).join(', ')
