import { setTimeout as wait } from 'node:timers/promises'
import { demoTutor } from '../../../data/sample/demo-staff'
import { openStore } from '../../../data/store/open'
import { useEntraBot } from '../../support/identity/entra-bot'
import type { EntraUser } from '../../support/identity/entra-user'
import { teamsMessage, teamsTokenExchange } from '../../support/identity/teams-activity'
import { copySample } from '../../support/sample'
import { now } from '../../support/store'

const database = copySample()
const bot = useEntraBot({ database, environment: { ENGAGEMENT_LOOKS_AN_HOUR: '9' }, now })
const title = 'Unusually many looks at students'

async function signIn(user: EntraUser): Promise<void> {
  const token = await bot().authority.ssoToken(user)
  expect((await bot().post(teamsTokenExchange(user, { token }))).status).toBe(200)
}

async function staffUser(staffId: string, roles: string[]): Promise<EntraUser> {
  const store = openStore(database)
  const { email, entra_object_id } = await store.db
    .selectFrom('staff')
    .select(['email', 'entra_object_id'])
    .where('staff_id', '=', staffId)
    .executeTakeFirstOrThrow()
  await store.close()
  return bot().authority.addUser({ oid: entra_object_id ?? '', upn: email, roles })
}

/** The chats in which the alert stands. */
function alerted(): string[] {
  return bot().connector.sent.flatMap((activity, index) =>
    JSON.stringify(activity).includes(title) ? [bot().connector.requests[index]?.conversationId ?? ''] : [],
  )
}

it('tells the holders of the data-protection role with its second key, once, on whichever instance', async () => {
  const { authority } = bot()
  await bot().startAnother()
  const guardian = await staffUser('s0123', ['Engagement.DataProtection'])
  const withoutKey = await staffUser('s0124', [])
  const ruth = authority.addUser({ oid: demoTutor.entraObjectId, upn: demoTutor.email })
  for (const user of [guardian, withoutKey, ruth]) {
    await signIn(user)
    await bot().post(teamsMessage(user, 'my access'))
  }
  bot().reset()
  await bot().post(teamsMessage(ruth, 'show my tutees by name'))
  for (let waited = 0; alerted().length === 0 && waited < 15_000; waited += 200) await wait(200)
  expect(alerted()).toEqual([`a:${guardian.oid}`])
  const text = JSON.stringify(
    bot().connector.sent.find((activity) => JSON.stringify(activity).includes(title)),
  )
  expect(text).toContain('Ruth Adeyemi (s0101) had seen 10 different students within an hour')
  expect(text).not.toMatch(/004\d{5}/u)
  await bot().post(teamsMessage(ruth, 'show low-engagement tutees'))
  await wait(6_000)
  expect(alerted()).toHaveLength(1)
}, 60_000)
