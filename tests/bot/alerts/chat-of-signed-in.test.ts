import { findStaff } from '../../../data/queries/staff'
import { chatsOf } from '../../../data/records/conversation-references'
import { openStore } from '../../../data/store/open'
import { storeSecret, useEntraBot } from '../../support/identity/entra-bot'
import { teamsMessage, teamsTokenExchange } from '../../support/identity/teams-activity'
import { copySample } from '../../support/sample'
import { now } from '../../support/store'

const database = copySample()
const bot = useEntraBot({ database, now })
const store = openStore(database, { secret: storeSecret })
afterAll(() => store.close())

const id = 's0105'
const record = (values: { email?: string; entra_object_id?: string | null }) =>
  store.db.updateTable('staff').set(values).where('staff_id', '=', id).execute()

test('whoever signs in by name has a chat while the records have that name, or the ID with which they did', async () => {
  await record({ entra_object_id: null })
  const staff = await findStaff(store, { idOrEmail: id })
  const { authority } = bot()
  const user = authority.addUser({ upn: staff?.email ?? '' })
  expect((await bot().post(teamsTokenExchange(user, { token: await authority.ssoToken(user) }))).status).toBe(
    200,
  )
  await bot().post(teamsMessage(user, 'my access'))
  const theirs = [{ entraObjectId: user.oid, upn: user.upn.toLowerCase() }]
  expect(await chatsOf(store, id)).toMatchObject(theirs)
  await record({ email: 'another@northbridge.example' })
  expect(await chatsOf(store, id)).toEqual([])
  await record({ entra_object_id: user.oid.toLowerCase() })
  expect(await chatsOf(store, id)).toMatchObject(theirs)
  await record({ entra_object_id: '99999999-9999-4999-8999-999999999999', email: user.upn })
  expect(await chatsOf(store, id)).toEqual([])
})
