import { rememberChat, type NewChat } from '../../data/records/conversation-references'
import type { Store } from '../../data/store/store'
import { tenantsOf, type Activity } from './activity'
import type { TeamsDependencies } from './dependencies'

/** Opens the private chat with the bot in Teams; the Playground has no such address. */
export function privateChatAddress(entra: TeamsDependencies['entra']): string | undefined {
  return entra && `https://teams.microsoft.com/l/chat/0/0?users=28:${entra.appId}`
}

/** The private chat that something came from, as that of a staff member. */
export function chatOf(received: Activity, staffId: string): NewChat {
  const { from, conversation, serviceUrl } = received
  const [tenantId = ''] = tenantsOf(received)
  return { conversationId: conversation.id, staffId, channelUser: from.id, tenantId, serviceUrl }
}

/** Notes in which private chat somebody is, so that an alert can reach them unasked. */
export async function rememberWhere(
  received: Activity,
  staffId: string,
  appRoles: readonly string[],
  store: Store,
): Promise<void> {
  await rememberChat(store, { ...chatOf(received, staffId), appRoles }, new Date())
}
