import { z } from 'zod'
import type { Conversation } from '../answers/answer'

/**
 * The parts of a Bot Framework activity that we read. Nothing else reaches the SDK, which trusts what it finds and would
 * let an activity say how it is answered.
 */
export const activity = z.object({
  id: z.string().nullish().catch(undefined),
  /** Of a pressed button: the message whose card it is on. */
  replyToId: z.string().max(450).nullish().catch(undefined),
  type: z.string().min(1),
  name: z.string().nullish(),
  text: z.string().nullish(),
  value: z.unknown(),
  channelId: z.string().nullish(),
  from: z.object({ id: z.string().min(1), aadObjectId: z.string().nullish() }),
  recipient: z.object({ id: z.string().min(1) }),
  conversation: z.object({
    id: z.string().min(1).max(450),
    conversationType: z.string().nullish(),
    isGroup: z.boolean().nullish(),
    tenantId: z.string().nullish(),
  }),
  channelData: z
    .object({ tenant: z.object({ id: z.string() }).nullish() })
    .nullish()
    .catch(undefined),
  serviceUrl: z.string().url(),
  action: z.string().nullish(),
  membersAdded: z.array(z.object({ id: z.string() })).nullish(),
  membersRemoved: z.array(z.object({ id: z.string() })).nullish(),
})
export type Activity = z.infer<typeof activity>

/** Where a question was asked. A chat is private only if it is one-to-one and with the bot: those of people are `19:…`. */
export function conversationOf({ conversation }: Activity): Conversation {
  const { id, conversationType, isGroup } = conversation
  const isPrivate = conversationType === 'personal' && isGroup !== true && !id.startsWith('19:')
  return { id, kind: isPrivate ? 'personal' : 'group' }
}

/** The tenants that an activity says it comes from. */
export function tenantsOf({ conversation, channelData }: Activity): string[] {
  return [conversation.tenantId, channelData?.tenant?.id].flatMap((tenant) =>
    tenant == null || tenant === '' ? [] : [tenant.toLowerCase()],
  )
}

/** Without tokens, an address elsewhere could be made to receive answers: for the Playground, this machine's alone. */
export function isOnThisMachine(serviceUrl: string): boolean {
  const { protocol, hostname } = new URL(serviceUrl)
  return protocol === 'http:' && isLoopback(hostname)
}

/** Whether a host name is this machine's own. */
export function isLoopback(hostname: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}
