import { z } from 'zod'
import { demoLeader, demoTutor } from '../../data/sample/demo-staff'
import { appId, useEntraBot } from '../support/identity/entra-bot'
import type { EntraUser } from '../support/identity/entra-user'
import { teamsActivity, teamsCardAction, teamsMessage } from '../support/identity/teams-activity'
import { copySample } from '../support/sample'
import { now } from '../support/store'

const bot = useEntraBot({ database: copySample(), now })
let ruth: EntraUser
let gareth: EntraUser
beforeAll(() => {
  const { authority } = bot()
  ruth = authority.addUser({ oid: demoTutor.entraObjectId, upn: demoTutor.email })
  gareth = authority.addUser({ oid: demoLeader.entraObjectId, upn: demoLeader.email })
})
beforeEach(() => bot().reset())

const group = () => ({
  conversation: { id: '19:meeting@thread.v2', conversationType: 'groupChat', isGroup: true },
  channelData: { tenant: { id: ruth.tid } },
})
const person = /004\d{5}|student\.northbridge|Rahman|Fraser/u

/** Everything under a value that is an object with this type. */
function find(value: unknown, type: string): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap((part) => find(part, type))
  const parsed = z.record(z.unknown()).safeParse(value)
  if (!parsed.success) return []
  const own = parsed.data.type === type ? [parsed.data] : []
  return [...own, ...Object.values(parsed.data).flatMap((part) => find(part, type))]
}

async function open(user: EntraUser, data: unknown): Promise<string> {
  const bare = await bot().post(teamsCardAction(user, data, group()))
  if (!JSON.stringify(bare.body).includes('loginRequest')) return JSON.stringify(bare.body)
  const action = teamsCardAction(user, data, group())
  const value = z.object({}).passthrough().parse(action.value)
  const authentication = { token: await bot().authority.ssoToken(user) }
  return JSON.stringify((await bot().post({ ...action, value: { ...value, authentication } })).body)
}

async function shared(words: string): Promise<unknown> {
  const value = {
    commandId: 'share',
    parameters: [{ name: 'question', value: words }],
    authentication: { token: await bot().authority.ssoToken(ruth) },
  }
  const activity = teamsActivity(ruth, { type: 'invoke', name: 'composeExtension/query', value, ...group() })
  return (await bot().post(activity)).body
}

it('a shared question holds no answer, and each reader opens their own', async () => {
  const card = await shared('low-engagement students')
  expect(JSON.stringify(card)).not.toMatch(person)
  const [button] = find(card, 'Action.Execute')
  const [ruths, gareths] = [await open(ruth, button?.data), await open(gareth, button?.data)]
  expect(ruths).toContain('as personal tutor')
  expect(ruths).not.toContain('Computer Science')
  expect(gareths).toContain('Computer Science, as programme leader')
  for (const view of [ruths, gareths]) {
    expect(view).toContain('by band')
    expect(view).not.toMatch(person)
    expect(find(JSON.parse(view), 'Action.Submit')).toEqual([])
  }
})

it('words that were not understood are never shared', async () => {
  for (const words of ['<at>Aisha Rahman</at> low students', 'low students, above all Aisha Rahman']) {
    expect(JSON.stringify(await shared(words))).not.toMatch(/aisha|rahman/iu)
  }
})

it('a question asked in a group is answered by the way to the private chat, and by numbers for each reader', async () => {
  await bot().post(teamsMessage(ruth, '<at>My Engagement</at> show low-engagement tutees', group()))
  const { sent } = bot().connector
  expect(JSON.stringify(sent)).not.toMatch(person)
  expect(find(sent, 'Action.OpenUrl')).toMatchObject([
    { url: `https://teams.microsoft.com/l/chat/0/0?users=28:${appId}` },
  ])
  const [button] = find(sent, 'Action.Execute')
  expect(await open(ruth, button?.data)).toContain('by band')
})

it.each(['show falling tutees', 'worst five', 'show Aisha Rahman', 'show 00412301'])(
  '“%s” cannot be opened as numbers',
  async (text) => {
    await bot().post(teamsMessage(ruth, text, group()))
    expect(find(bot().connector.sent, 'Action.Execute')).toEqual([])
    expect(await open(ruth, { verb: 'ask', text })).toContain('Let us talk about that in private')
  },
)
