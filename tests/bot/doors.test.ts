import { setTimeout as wait } from 'node:timers/promises'
import fc from 'fast-check'
import { z } from 'zod'
import { ask } from '../../bot/ask'
import { studentReference } from '../../data/rights/student-reference'
import { migrate } from '../../data/store/migrate'
import { openStore } from '../../data/store/open'
import type { Store } from '../../data/store/store'
import { storeSecret, useEntraBot } from '../support/identity/entra-bot'
import type { EntraUser } from '../support/identity/entra-user'
import {
  teamsActivity,
  teamsCardAction,
  teamsMessage,
  teamsTokenExchange,
} from '../support/identity/teams-activity'
import {
  detailsOf,
  institutions,
  partsOf,
  readable,
  staffCount,
  writeInstitution,
  type Institution,
} from '../support/institution'
import { clock, now, temporaryFolder } from '../support/store'

const database = `sqlite:${temporaryFolder()}/institution.db`
let store: Store
let staff: EntraUser[]

beforeAll(async () => {
  store = openStore(database, { secret: storeSecret })
  await migrate(store, clock)
})
const bot = useEntraBot({ database, now })
beforeAll(() => {
  staff = Array.from({ length: staffCount }, () => bot().authority.addUser())
})
afterAll(() => store.close())

/** About one student, which is where most can be shown. */
const aboutOne = [
  'show ID',
  'show ID',
  'show GIVEN FAMILY',
  'how is FAMILY doing',
  'GIVEN',
  'Giv',
  'ID',
  'contacts with ID',
  'log a call with GIVEN FAMILY',
  'who has looked at ID',
]

const questions = [
  'show my tutees',
  'show my students',
  'show low-engagement students',
  'show falling students',
  'worst five students',
  'show students by name',
  'my access',
  'data status',
  'help',
  'show low-engagement students in UNIT',
  'show UNIT level LEVEL',
  'students at level LEVEL',
  'summarise UNIT by programme',
  'summarise UNIT by level',
  'how many students are low in UNIT',
  'show PROJECT',
  'list alerts',
  'pause my alerts',
  'feedback',
]

const inGroup = { conversation: { id: '19:group@thread.v2', conversationType: 'groupChat', isGroup: true } }

interface Asked {
  staff: number
  text: string
}

/** Every way in: whether others read along, and how to come in by it. */
const doors: Record<
  string,
  { group: boolean; come: (asked: Asked, institution: Institution) => Promise<unknown> }
> = {
  message: { group: false, come: ({ staff: who, text }) => post(teamsMessage(user(who), text)) },
  'message in a group': {
    group: true,
    come: ({ staff: who, text }) => post(teamsMessage(user(who), text, groupOf(who))),
  },
  'card action': {
    group: false,
    come: ({ staff: who, text }) => post(teamsCardAction(user(who), { verb: 'ask', text })),
  },
  'card action in a group': {
    group: true,
    come: ({ staff: who, text }) => post(teamsCardAction(user(who), { verb: 'ask', text }, groupOf(who))),
  },
  'message extension': { group: false, come: ({ staff: who, text }) => post(search(who, text)) },
  'what it puts into a chat': {
    group: true,
    come: async ({ staff: who, text }) => contents(await post(search(who, text))),
  },
  'card about one': {
    group: false,
    come: async (asked, institution) =>
      post(teamsCardAction(user(asked.staff), await cardAbout(asked, institution))),
  },
  'card about one in a group': {
    group: true,
    come: async (...opened) => (await openInGroup(...opened)).body,
  },
  'card about one from a group': {
    group: false,
    come: async (...opened) => (await openInGroup(...opened)).sent,
  },
  ask: { group: false, come: (asked, institution) => askAs(asked, institution, 'personal') },
  'ask in a group': { group: true, come: (asked, institution) => askAs(asked, institution, 'group') },
}

const asked = fc.record({
  staff: fc.nat(staffCount - 1),
  template: fc.oneof(fc.constantFrom(...questions), fc.constantFrom(...aboutOne)),
  student: fc.nat(100),
  /** One of those whom the asker may see, if there are any. */
  near: fc.boolean(),
  unit: fc.nat(100),
  level: fc.integer({ min: 4, max: 6 }),
  door: fc.constantFrom(...Object.keys(doors)),
})

test('no answer holds anything of a student that the asker may not read, by any door', async () => {
  let shown = 0
  let answers = 0
  await fc.assert(
    fc.asyncProperty(
      institutions,
      fc.array(asked, { minLength: 1, maxLength: 30, size: 'max' }),
      async (institution, list) => {
        await writeInstitution(
          store,
          institution,
          staff.map(({ oid }) => oid),
        )
        await signEverybodyIn(institution)
        for (const { staff: who, template, student, unit, level, door } of list) {
          const text = fill(template, institution, { student, unit, level })
          const { group, come } = doors[door] ?? {
            group: true,
            come: () => Promise.reject(new Error('no such door')),
          }
          const reply = JSON.stringify(await come({ staff: who, text }, institution))
          answers += 1
          for (const each of institution.students) {
            const may = group ? new Set<string>() : readable(each, detailsOf(institution, who, each))
            const seen = partsOf(each).filter((part) => reply.includes(part) && !text.includes(part))
            shown += seen.length
            expect({ door, text, seen: seen.filter((part) => !may.has(part)) }).toEqual({
              door,
              text,
              seen: [],
            })
          }
        }
      },
    ),
    { numRuns: Number(process.env.DOORS_RUNS ?? 30) },
  )
  // The property would also hold of a bot that says nothing.
  expect(shown).toBeGreaterThan(answers / 10)
})

function fill(
  template: string,
  { students, units }: Institution,
  at: { student: number; unit: number; level: number },
): string {
  const student = students[at.student % students.length]
  return template
    .replace('ID', student?.id ?? '')
    .replace('GIVEN', student?.given ?? '')
    .replace('FAMILY', student?.family ?? '')
    .replace('UNIT', units[at.unit % units.length]?.code ?? '')
    .replace('PROJECT', `PRJ${at.unit % 2}`)
    .replace('LEVEL', String(at.level))
}

async function signEverybodyIn({ appRoles }: Institution): Promise<void> {
  for (const [who, roles] of appRoles.entries()) {
    user(who).roles = roles
    for (const parts of [{}, groupOf(who)]) {
      const token = await bot().authority.ssoToken(user(who))
      await bot().post(teamsTokenExchange(user(who), { token }, parts))
    }
  }
}

function user(who: number): EntraUser {
  const found = staff[who]
  if (!found) throw new Error('no such staff member')
  return found
}

const groupOf = (who: number) => ({ ...inGroup, channelData: { tenant: { id: user(who).tid } } })

function search(who: number, text: string) {
  const value = { commandId: 'share', parameters: [{ name: 'question', value: text }] }
  return teamsActivity(user(who), { type: 'invoke', name: 'composeExtension/query', value })
}

/** What the button of a card about some student sends, which no asker typed. */
async function cardAbout({ text }: Asked, { students }: Institution) {
  const { id = '' } = students[text.length % students.length] ?? {}
  return { verb: 'open-student', reference: await studentReference(store, id, new Date()) }
}

/** The response, and what comes to the private chat after it. */
async function openInGroup(asked: Asked, institution: Institution): Promise<Posted> {
  const data = await cardAbout(asked, institution)
  const { body } = await post(teamsCardAction(user(asked.staff), data, groupOf(asked.staff)))
  for (let tries = 0; tries < 500 && bot().connector.sent.length === 0; tries += 1) await wait(10)
  expect(bot().connector.sent).toHaveLength(1)
  return { body, sent: [...bot().connector.sent] }
}

interface Posted {
  body: unknown
  sent: unknown[]
}

async function post(activity: object): Promise<Posted> {
  bot().connector.sent.length = 0
  const { status, body } = await bot().post(activity)
  expect(status).toBe(200)
  return { body, sent: [...bot().connector.sent] }
}

/** The cards of a search, without the list of them that the searcher alone sees. */
function contents(posted: unknown): unknown[] {
  const attachments = z.array(z.object({ content: z.unknown() }))
  const result = z.object({ body: z.object({ composeExtension: z.object({ attachments }) }) })
  return result.parse(posted).body.composeExtension.attachments.map(({ content }) => content)
}

async function askAs({ staff: who, text }: Asked, { appRoles }: Institution, kind: 'personal' | 'group') {
  const asker = { key: { idOrEmail: `S${who}` }, appRoles: appRoles[who] ?? [] }
  const { answer } = await ask(store, clock, asker, { text, conversation: { id: 'command-line', kind } })
  return answer
}
