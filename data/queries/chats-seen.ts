import type { Store } from '../store/store'

/** What chats show of how Teams and sign-ins work. It says nothing of anybody. */
export interface ChatsSeen {
  /** When somebody who was signed in last wrote; undefined where nobody ever did. */
  lastSignedIn: Date | undefined
  /** Where Teams takes messages, as chats told it. */
  serviceUrls: string[]
}

/** Reads what chats show. About nobody: it needs no scope. */
export async function chatsSeen({ db }: Store): Promise<ChatsSeen> {
  const newest = await db
    .selectFrom('conversation_reference')
    .where('upn', '<>', '')
    .select(({ fn }) => fn.max<string | null>('seen_at').as('seen_at'))
    .executeTakeFirst()
  const addresses = await db
    .selectFrom('conversation_reference')
    .select('service_url')
    .distinct()
    .orderBy('service_url')
    .execute()
  return {
    lastSignedIn: newest?.seen_at == null ? undefined : new Date(newest.seen_at),
    serviceUrls: addresses.map(({ service_url }) => service_url),
  }
}
