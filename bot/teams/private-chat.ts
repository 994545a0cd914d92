import { rememberChat } from '../../data/records/conversation-references'
import type { Store } from '../../data/store/store'
import { tenantsOf, type Activity } from './activity'
import type { TeamsDependencies } from './dependencies'

/** Opens the private chat with the bot in Teams; the Playground has no such address. */
export function privateChatAddress(entra: TeamsDependencies['entra']): string | undefined {
  return entra && `https://teams.microsoft.com/l/chat/0/0?users=28:${entra.appId}`
}

/** Notes in which private chat somebody is, so that an alert can reach them unasked. */
export async function rememberWhere(
  received: Activity,
  staffId: string,
  appRoles: readonly string[],
  store: Store,
): Promise<void> {
  const { from, conversation, serviceUrl } = received
  const [tenantId = ''] = tenantsOf(received)
  const chat = {
    conversationId: conversation.id,
    staffId,
    channelUser: from.id,
    tenantId,
    serviceUrl,
    appRoles,
  }
  await rememberChat(store, chat, new Date())
}
