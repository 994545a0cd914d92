import { demoTutees } from '../../../data/sample/demo-tutees'
import { openStore } from '../../../data/store/open'
import type { Store } from '../../../data/store/store'
import { useEntraBot } from '../../support/identity/entra-bot'
import type { EntraUser } from '../../support/identity/entra-user'
import {
  teamsActivity,
  teamsCardAction,
  teamsMessage,
  teamsTokenExchange,
} from '../../support/identity/teams-activity'
import { copySample } from '../../support/sample'
import { now } from '../../support/store'
import { enterPeople, type Person } from './people'
import { strangersIn, type NamedStudent } from './strangers'

/** One of Ruth's tutees. Helen, a tutor with others, must never see her. */
export const aisha = demoTutees[0] ?? { student_id: '', given_name: '', family_name: '' }

const inGroup = { conversation: { id: '19:group@thread.v2', conversationType: 'groupChat', isGroup: true } }
export const tenant = { channelData: { tenant: { id: '7e4a2c90-3b6d-4f21-8c5e-1d9b7f3a0002' } } }
export const group = { ...inGroup, ...tenant }

/** What a button carries that asks something. */
export const ask = (text: unknown, more: object = {}): object => ({ verb: 'ask', text, ...more })

const chatOf = (user: EntraUser) => ({
  conversation: { id: `a:${user.oid}`, conversationType: 'personal', tenantId: user.tid },
})

/** The running bot on a sample university, and people who have signed in to it. */
export interface World {
  bot: ReturnType<typeof useEntraBot>
  store: () => Store
  people: () => Record<Person, EntraUser>
  chatOf: typeof chatOf
  signIn: (user: EntraUser, parts?: object) => Promise<void>
  /** Everything that comes back: in the HTTP response, and over the connector. */
  reply: (activity: object, who?: Person) => Promise<string>
  say: (who: Person, text: string, parts?: object) => Promise<string>
  press: (who: Person, data: unknown, parts?: object) => Promise<string>
  search: (who: Person, words: string, parts?: object) => Promise<string>
  /** What identifies students whom the one that the last activity came from may not see. */
  strangersIn: (text: string) => Promise<string[]>
}

/** One world for all attacks of the test file. */
export function useAttackedBot(): World {
  const database = copySample()
  const bot = useEntraBot({ database, now })
  let store: Store
  let students: NamedStudent[]
  let people: Record<Person, EntraUser>
  // Undefined for somebody who may see nobody.
  let lastAsker: Person | undefined

  const signIn: World['signIn'] = async (user, parts = chatOf(user)) => {
    const token = await bot().authority.ssoToken(user)
    expect((await bot().post(teamsTokenExchange(user, { token }, parts))).status).toBe(200)
  }
  const reply: World['reply'] = async (activity, who) => {
    lastAsker = who
    bot().connector.sent.length = 0
    const { status, body } = await bot().post(activity)
    return JSON.stringify({ status, body, sent: bot().connector.sent })
  }

  beforeAll(async () => {
    store = openStore(database)
    students = await readStudents(store)
    people = await enterPeople(store, bot().authority)
    for (const person of Object.values(people)) await signIn(person)
    await signIn(people.ruth, group)
  })
  afterAll(() => store.close())
  beforeEach(() => bot().reset())

  return {
    bot,
    store: () => store,
    people: () => people,
    chatOf,
    signIn,
    reply,
    say: (who, text, parts = {}) => reply(teamsMessage(people[who], text, parts), who),
    press: (who, data, parts = {}) => reply(teamsCardAction(people[who], data, parts), who),
    search: (who, words, parts = {}) => reply(searchOf(people[who], words, parts), who),
    strangersIn: (text) => strangersIn(text, store, students, lastAsker),
  }
}

function searchOf(user: EntraUser, words: string, parts: object): object {
  const value = { commandId: 'share', parameters: [{ name: 'question', value: words }] }
  return teamsActivity(user, { type: 'invoke', name: 'composeExtension/query', value, ...parts })
}

function readStudents({ db }: Store): Promise<NamedStudent[]> {
  return db
    .selectFrom('student')
    .select(['student_id', 'given_name', 'family_name', 'email', 'mobile'])
    .execute()
}
