import type { NewChat } from '../../data/records/chat'
import { rememberChat } from '../../data/records/conversation-references'
import type { Store } from '../../data/store/store'
import { tenantsOf, type Activity } from './activity'
import type { Asker } from '../ask'
import type { TeamsDependencies } from './dependencies'

/** Opens the private chat with the bot in Teams; the Playground has no such address. */
export function privateChatAddress(entra: TeamsDependencies['entra']): string | undefined {
  return entra && `https://teams.microsoft.com/l/chat/0/0?users=28:${entra.appId}`
}

/** The private chat that something came from, as that of a staff member and of whom Teams names as its sender. */
export function chatOf(received: Activity, staffId: string): NewChat {
  const { from, conversation, serviceUrl } = received
  const [tenantId = ''] = tenantsOf(received)
  const owner = { channelUser: from.id, entraObjectId: from.aadObjectId ?? '' }
  return { conversationId: conversation.id, staffId, ...owner, tenantId, serviceUrl }
}

/** Notes in which private chat somebody is, so that an alert can reach them unasked. */
export async function rememberWhere(
  received: Activity,
  staffId: string,
  { key, appRoles }: Asker,
  store: Store,
): Promise<void> {
  const upn = 'upn' in key ? key.upn : undefined
  await rememberChat(store, { ...chatOf(received, staffId), upn, appRoles }, new Date())
}
