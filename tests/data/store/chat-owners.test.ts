import { sql } from 'kysely'
import { misplacedMessages } from '../../../data/queries/chat-owners'
import {
  chatsOf,
  forgetChatWith,
  rememberChat,
  rememberNewChat,
} from '../../../data/records/conversation-references'
import { messageRow } from '../../../data/records/outbox'
import { migrate } from '../../../data/store/migrate'
import { engines, isBabelfish, useStoreOn, type Engine } from '../../support/engines'
import { clock } from '../../support/store'

const at = new Date('2026-11-24T09:00:00.000Z')
const reached = { channelUser: 'u', tenantId: 't', serviceUrl: 's' }

describe.each(engines)('chats that were known before it was kept whose they are, on $name', (engine) => {
  const { store } = useStoreOn(engine)

  beforeEach(async () => {
    const { db } = store()
    await undo(engine)
    await db.deleteFrom('conversation_reference').execute()
    await db.deleteFrom('outbox').execute()
    await db.deleteFrom('staff').execute()
    await person('S1', 'e1')
    await person('S2', null)
    for (const id of ['S1', 'S2'])
      await sql`insert into conversation_reference
        (conversation_id, staff_id, channel_user, tenant_id, service_url, app_roles, seen_at)
        values (${`a:${id}`}, ${id}, 'u', 't', 's', '["x"]', ${at.toISOString()})`.execute(db)
    expect(await migrate(store(), clock)).toEqual(['0010-chat-owners'])
  })

  async function undo({ name: engineName }: Engine): Promise<void> {
    const { db } = store()
    const names = ['entra_object_id', 'upn']
    // Babelfish for PostgreSQL keeps a default without its constraint.
    if (engineName === 'sqlserver' && !(await isBabelfish()))
      for (const name of names)
        await sql
          .raw(`alter table conversation_reference drop constraint conversation_reference_${name}_df`)
          .execute(db)
    for (const name of names)
      await sql.raw(`alter table conversation_reference drop column ${name}`).execute(db)
    await sql`alter table outbox drop column sent_to`.execute(db)
    await sql`alter table alert drop column acts_since`.execute(db)
    await sql`delete from schema_migration where name = '0010-chat-owners'`.execute(db)
  }

  const person = (id: string, oid: string | null) =>
    store()
      .db.insertInto('staff')
      .values({
        staff_id: id,
        given_name: 'A',
        family_name: 'B',
        email: `${id.toLowerCase()}@u.example`,
        entra_object_id: oid,
        gone_on: null,
      })
      .execute()

  it('are nobody’s, and what lies there stays', async () => {
    for (const id of ['S1', 'S2']) expect(await chatsOf(store(), id)).toEqual([])
    const message = { id: 'm1', kind: 'note', payload: {}, recipient: 'S1', dueAt: at }
    const sent = { outcome: 'sent', activity_id: '1', conversation_id: 'a:S1' } as const
    await store()
      .db.insertInto('outbox')
      .values({ ...messageRow(message), ...sent })
      .execute()
    expect(await misplacedMessages(store().db)).toEqual([])
  })

  it('are theirs once they sign in there', async () => {
    const owner = { entraObjectId: 'e2', upn: 's2@u.example' }
    const chat = { conversationId: 'a:S2', staffId: 'S2', ...reached, ...owner, appRoles: [] }
    await rememberChat(store(), chat, at)
    expect(await chatsOf(store(), 'S2')).toMatchObject([owner])
  })

  it.each(['S1', 'S2'])('are theirs once Teams says so, where they were noted for %s', async (noted) => {
    const conversationId = `a:${noted}`
    const chat = { conversationId, staffId: 'S1', ...reached, channelUser: '', entraObjectId: 'e1' }
    await rememberNewChat(store(), chat, at)
    expect(await chatsOf(store(), 'S1')).toMatchObject([{ conversationId, entraObjectId: 'e1' }])
  })

  it('are forgotten once the app is removed there', async () => {
    await forgetChatWith(store(), { conversationId: 'a:S1', entraObjectId: 'e9' })
    const left = await store().db.selectFrom('conversation_reference').select('staff_id').execute()
    expect(left).toEqual([{ staff_id: 'S2' }])
  })
})
