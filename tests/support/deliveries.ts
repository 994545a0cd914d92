import type { Composer } from '../../bot/alerts/messages/composer'
import type { Delivery } from '../../bot/alerts/delivery'
import { createDispatcher, type Dispatcher } from '../../bot/alerts/sending/dispatch'
import { createLog } from '../../bot/log'
import { channelOver } from '../../bot/teams/channel'
import { messageCard } from '../../cards/message'
import type { AlertSettings } from '../../data/configuration/alerts'
import { findStaff } from '../../data/queries/staff'
import { rememberChat } from '../../data/records/conversation-references'
import { putMessage } from '../../data/records/outbox'
import type { OutboxTable } from '../../data/store/schema'
import type { Store } from '../../data/store/store'
import { clock } from './store'
import { startTeamsConnector, type TeamsConnector } from './teams-connector'

/** What a test's messages say; the test may change it between sending and revising. */
export interface Said {
  text: string
  /** Why it is no longer to be told. */
  drop?: string
  later?: Date
  waits?: boolean
  /** What followed, oldest first. */
  followed: string[]
}

/** Messages of a kind of its own, so that nothing but their delivery is tried. */
export function notes(said: Said): Readonly<Record<string, Composer>> {
  return {
    note: {
      get waitsForWorkingTime() {
        return said.waits ?? false
      },
      compose: (message) =>
        Promise.resolve(
          said.drop !== undefined
            ? { drop: said.drop }
            : said.later !== undefined
              ? { later: said.later }
              : { card: messageCard({ title: said.text, paragraphs: [message.id], suggestions: [] }) },
        ),
      sent: (_db, message) => Promise.resolve(void said.followed.push(`sent ${message.id}`)),
      unsent: (_db, message, reason) =>
        Promise.resolve(void said.followed.push(`unsent ${message.id} ${reason}`)),
    },
  }
}

/** The store with other settings of sending. */
export function withSending(
  store: Store,
  sending: Partial<AlertSettings['sending']>,
  alerts: Partial<AlertSettings> = {},
): Store {
  const { settings } = store
  return {
    ...store,
    settings: {
      ...settings,
      alerts: { ...settings.alerts, ...alerts, sending: { ...settings.alerts.sending, ...sending } },
    },
  }
}

/** A stand-in for Teams, for the tests of this file; as new for each. */
export function useTeamsConnector(limits?: AlertSettings['sending']): () => TeamsConnector {
  let connector: TeamsConnector | undefined
  beforeEach(async () => {
    connector = await startTeamsConnector(limits && { limits })
  })
  afterEach(() => connector?.close())
  return () => {
    if (!connector) throw new Error('The connector runs only while tests run.')
    return connector
  }
}

export const tenantOfTests = '7e4a2c90-3b6d-4f21-8c5e-1d9b7f3a0002'

/** What a delivery draws on, with a channel that waits for answers for `patience` milliseconds. */
export function deliveryTo(
  store: Store,
  { serviceUrl }: TeamsConnector,
  { sendingTime = () => new Date(), patience = 1_500, token = 'a token' } = {},
): Delivery {
  const channel = channelOver({
    appId: 'bot',
    tenantId: tenantOfTests,
    token: () => (token === '' ? Promise.reject(new Error('no token')) : Promise.resolve(token)),
    serviceUrl,
    draw: (card) => card,
    patience,
  })
  return { store, clock, sendingTime, log: createLog('info'), channel }
}

/** Delivers what is due, as one instance that ends then. */
export async function deliverDue(
  delivery: Delivery,
  composers: Readonly<Record<string, Composer>>,
): Promise<void> {
  const dispatcher: Dispatcher = createDispatcher(delivery, composers)
  await dispatcher.deliverDue()
  await dispatcher.stop()
}

/** The chat of a staff member, whom the records name as they are. */
export async function chatOf(
  store: Store,
  staffId: string,
  serviceUrl: string,
  { appRoles = [] as string[], seenAt = new Date() } = {},
): Promise<void> {
  const person = await findStaff(store, { idOrEmail: staffId })
  const chat = {
    conversationId: `a:${staffId}`,
    staffId,
    channelUser: `29:${staffId}`,
    entraObjectId: person?.entra_object_id ?? `of ${staffId}`,
    upn: person?.email,
    tenantId: tenantOfTests,
  }
  await rememberChat(store, { ...chat, serviceUrl, appRoles }, seenAt)
}

export function putNote(store: Store, id: string, recipient: string, dueAt = new Date(Date.now() - 1_000)) {
  return store.transaction(({ db }) => putMessage(db, { id, kind: 'note', payload: {}, recipient, dueAt }))
}

/** A message's row. */
export function rowOf(store: Store, id: string) {
  return store.db.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirstOrThrow() as Promise<
    import('kysely').Selectable<OutboxTable>
  >
}

/** Makes every message that waits due at once, and every chat free, as time would. */
export async function passTime(store: Store): Promise<void> {
  const past = '2020-01-01T00:00:00.000Z'
  await store.db
    .updateTable('outbox')
    .set({ due_at: past, claimed_by: null, claimed_until: null })
    .where('done_at', 'is', null)
    .execute()
  await store.db.updateTable('conversation_reference').set({ free_at: null }).execute()
}
