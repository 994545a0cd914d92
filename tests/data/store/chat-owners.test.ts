import { sql } from 'kysely'
import { chatsOf } from '../../../data/records/conversation-references'
import { migrate } from '../../../data/store/migrate'
import { engines, useStoreOn } from '../../support/engines'
import { clock } from '../../support/store'

describe.each(engines)('whose the chats are that were known before, on $name', (engine) => {
  const { store } = useStoreOn(engine)

  it('is whom the staff records name then', async () => {
    const { db } = store()
    const names = ['entra_object_id', 'upn']
    if (engine.name === 'sqlserver')
      for (const name of names)
        await sql
          .raw(`alter table conversation_reference drop constraint conversation_reference_${name}_df`)
          .execute(db)
    for (const name of names)
      await sql.raw(`alter table conversation_reference drop column ${name}`).execute(db)
    await db.deleteFrom('conversation_reference').execute()
    await sql`delete from schema_migration where name = '0010-chat-owners'`.execute(db)
    for (const [id, oid] of [
      ['S1', 'e1'],
      ['S2', null],
    ] as const) {
      const person = {
        staff_id: id,
        given_name: 'A',
        family_name: 'B',
        email: `${id.toLowerCase()}@u.example`,
      }
      await db
        .insertInto('staff')
        .values({ ...person, entra_object_id: oid, gone_on: null })
        .execute()
      await sql`insert into conversation_reference
        (conversation_id, staff_id, channel_user, tenant_id, service_url, app_roles, seen_at)
        values (${`a:${id}`}, ${id}, 'u', 't', 's', '[]', '2026-11-24T09:00:00.000Z')`.execute(db)
    }
    expect(await migrate(store(), clock)).toEqual(['0010-chat-owners'])
    expect(await chatsOf(store(), 'S1')).toMatchObject([{ entraObjectId: 'e1', upn: '' }])
    expect(await chatsOf(store(), 'S2')).toMatchObject([{ entraObjectId: '', upn: 's2@u.example' }])
  })
})
