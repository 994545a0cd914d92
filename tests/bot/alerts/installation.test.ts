import { openStore } from '../../../data/store/open'
import { chatsOf } from '../../../data/records/conversation-references'
import { demoLeader, demoTutor } from '../../../data/sample/demo-staff'
import { activityFrom, useBot } from '../../support/bot'
import { copySample } from '../../support/sample'

const database = copySample()
const bot = useBot(database)
const ruth = demoTutor.entraObjectId
const store = openStore(database)
afterAll(() => store.close())

const chats = () => chatsOf(store, demoTutor.staffId)
const post = (parts: object, who = ruth) => bot.post(activityFrom(who, parts))
const install = (action: string, parts: object = {}, who = ruth) =>
  post({ type: 'installationUpdate', action, ...parts }, who)

afterEach(() => store.db.deleteFrom('conversation_reference').execute())

it('remembers the chat of somebody who installed the app, without any rights, until they write', async () => {
  await install('add')
  expect(await chats()).toMatchObject([
    {
      conversationId: `chat-${ruth}`,
      channelUser: '29:user',
      serviceUrl: bot.connector.serviceUrl,
      appRoles: [],
    },
  ])
})

it('forgets it when the app is removed, and remembers it when it comes again', async () => {
  await install('add')
  await install('remove')
  expect(await chats()).toEqual([])
  await post({ type: 'conversationUpdate', membersAdded: [{ id: '28:bot' }] })
  expect(await chats()).toHaveLength(1)
  await post({ type: 'conversationUpdate', membersRemoved: [{ id: '29:user' }] })
  expect(await chats()).toHaveLength(1)
  await post({ type: 'conversationUpdate', membersRemoved: [{ id: '28:bot' }] })
  expect(await chats()).toEqual([])
})

it('keeps it over an upgrade', async () => {
  await install('add')
  await install('remove-upgrade')
  expect(await chats()).toHaveLength(1)
})

it('keeps what is known of rights and takes the new address', async () => {
  await install('add')
  const known = {
    app_roles: '["Engagement.Admin"]',
    blocked_at: '2026-11-01T00:00:00.000Z',
    service_url: 'https://old.example/',
  }
  await store.db.updateTable('conversation_reference').set(known).execute()
  await install('add')
  expect(await chats()).toMatchObject([
    { appRoles: ['Engagement.Admin'], blocked: null, serviceUrl: bot.connector.serviceUrl },
  ])
})

it('leaves a chat whose it was first, and neither takes nor forgets it for another', async () => {
  await install('add')
  const other = await store.db
    .selectFrom('staff')
    .select(['staff_id', 'entra_object_id'])
    .where('staff_id', '<>', demoTutor.staffId)
    .where('entra_object_id', 'is not', null)
    .executeTakeFirstOrThrow()
  const conversation = { id: `chat-${ruth}`, conversationType: 'personal', tenantId: 'tenant' }
  for (const action of ['add', 'remove']) await install(action, { conversation }, other.entra_object_id ?? '')
  expect(await chatsOf(store, other.staff_id)).toEqual([])
  expect(await chats()).toHaveLength(1)
})

it('remembers with whom it is when they write, and gives it to whom the records name by that person then', async () => {
  await post({ type: 'message', text: 'my access' })
  expect(await chats()).toMatchObject([{ entraObjectId: ruth }])
  const named = (staffId: string, entra_object_id: string) =>
    store.db.updateTable('staff').set({ entra_object_id }).where('staff_id', '=', staffId).execute()
  await named(demoTutor.staffId, '99999999-9999-4999-8999-999999999998')
  await named(demoLeader.staffId, ruth)
  expect(await chats()).toEqual([])
  expect(await chatsOf(store, demoLeader.staffId)).toEqual([])
  await install('add')
  expect(await chatsOf(store, demoLeader.staffId)).toMatchObject([{ conversationId: `chat-${ruth}` }])
  await named(demoLeader.staffId, demoLeader.entraObjectId)
  await named(demoTutor.staffId, ruth)
})

it('remembers no group, and nobody whom the records do not hold', async () => {
  const conversation = { id: '19:group', conversationType: 'groupChat', isGroup: true, tenantId: 'tenant' }
  await install('add', { conversation })
  await install('add', {}, '99999999-9999-4999-8999-999999999999')
  expect(await store.db.selectFrom('conversation_reference').selectAll().execute()).toEqual([])
})
