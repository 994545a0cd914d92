import { z } from 'zod'
import { demoTutor } from '../../data/sample/demo-staff'
import { commandListsOf, soundPackage } from '../support/app-package'
import { useEntraBot } from '../support/identity/entra-bot'
import type { EntraUser } from '../support/identity/entra-user'
import { teamsMessage } from '../support/identity/teams-activity'
import { copySample } from '../support/sample'
import { now } from '../support/store'

const bot = useEntraBot({ database: copySample(), now })
let ruth: EntraUser
beforeAll(() => {
  ruth = bot().authority.addUser({ oid: demoTutor.entraObjectId, upn: demoTutor.email })
})
beforeEach(() => bot().reset())

const person = /004\d{5}|student\.northbridge|Rahman|Fraser/u
const [, forGroups] = commandListsOf(soundPackage())
const titles = (forGroups?.commands ?? []).map(({ title }) => title)

test.each(titles)('“%s” does something in a group chat, and shows nobody', async (title) => {
  const conversation = { id: '19:meeting@thread.v2', conversationType: 'groupChat', isGroup: true }
  const parts = { conversation, channelData: { tenant: { id: ruth.tid } } }
  await bot().post(teamsMessage(ruth, `<at>My Engagement</at> ${title}`, parts))
  const said = JSON.stringify(z.array(z.unknown()).nonempty().parse(bot().connector.sent))
  expect(said).not.toMatch(person)
  // Numbers for each reader, or an answer: never only that it is to be asked elsewhere.
  const isRefused = said.includes('Let us talk about that in private') && !said.includes('Action.Execute')
  expect({ title, isRefused }).toEqual({ title, isRefused: false })
})
