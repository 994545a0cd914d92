import { findStaff } from '../../data/queries/staff'
import { forgetChatWith, rememberNewChat } from '../../data/records/conversation-references'
import { conversationOf, type Activity } from './activity'
import type { TeamsDependencies } from './dependencies'
import { chatOf } from './private-chat'

/** What an event says of the bot in a private chat: that it was added, removed, or neither. */
export function installationIn(received: Activity): 'added' | 'removed' | undefined {
  const { action, membersAdded, membersRemoved, recipient } = received
  if (conversationOf(received).kind !== 'personal') return undefined
  const isBot = ({ id }: { id: string }): boolean => id === recipient.id
  if (action === 'add' || action === 'add-upgrade' || membersAdded?.some(isBot)) return 'added'
  // A removal that is part of an upgrade is followed by its addition.
  return action === 'remove' || membersRemoved?.some(isBot) ? 'removed' : undefined
}

/**
 * Keeps what is known of where somebody can be told something: the chat is remembered for the staff member whose Entra
 * object ID the channel states, and forgotten when the bot was removed from it. What they may see is known only once they
 * sign in.
 */
export async function noteInstallation(
  received: Activity,
  installation: 'added' | 'removed',
  { store }: Pick<TeamsDependencies, 'store'>,
): Promise<void> {
  const entraObjectId = received.from.aadObjectId ?? ''
  if (entraObjectId === '') return
  if (installation === 'removed')
    return forgetChatWith(store, { conversationId: received.conversation.id, entraObjectId })
  const staff = await findStaff(store, { entraObjectId })
  if (staff) await rememberNewChat(store, chatOf(received, staff.staff_id), new Date())
}
