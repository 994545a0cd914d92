import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { demoLeader, demoTutor } from '../../data/sample/demo-staff'
import { rememberChat } from '../../data/records/conversation-references'
import { putMessage } from '../../data/records/outbox'
import { noteTrouble } from '../../data/records/trouble'
import { openStore } from '../../data/store/open'
import { everybody } from '../support/everybody'
import { storeSecret, tenantId, useEntraBot } from '../support/identity/entra-bot'
import type { EntraUser } from '../support/identity/entra-user'
import {
  teamsActivity,
  teamsCardAction,
  teamsMessage,
  teamsTokenExchange,
} from '../support/identity/teams-activity'
import { instrumentationKey, startIngestion, type Ingestion } from '../support/ingestion'
import { startModelServer, type ModelServer } from '../support/model-server'
import { personalIn, typedWords } from '../support/personal'
import { copySample } from '../support/sample'
import { now, temporaryFolder } from '../support/store'
import { until } from '../support/until'

const database = copySample()
const folder = temporaryFolder()
const admin = 's0125'
let ingestion: Ingestion
let model: ModelServer

const bot = useEntraBot({
  database,
  now,
  environment: async (certificate) => {
    ingestion = await startIngestion(certificate)
    model = await startModelServer(certificate)
    const configuration = path.join(folder, 'always.json')
    const always = {
      workingHours: { from: 0, to: 24 },
      workingDays: [1, 2, 3, 4, 5, 6, 7],
      bankHolidays: 'none',
    }
    writeFileSync(configuration, JSON.stringify({ alerts: always }))
    return {
      APPLICATIONINSIGHTS_CONNECTION_STRING: ingestion.connectionString,
      ENGAGEMENT_CONFIGURATION: configuration,
      LANGUAGE_MODEL: `azure-openai:${model.url}/gpt-4o`,
      LANGUAGE_MODEL_KEY: 'the-key-of-the-resource-of-the-tests',
    }
  },
})
afterAll(async () => {
  await ingestion.close()
  await model.close()
})

/** What was typed, to be looked for. */
const typed: string[] = []
const say = (user: EntraUser, text: string, parts: object = {}) => {
  typed.push(text)
  return bot().post(teamsMessage(user, text, parts))
}

describe('what a bot that was spoken with has sent once it has stopped', () => {
  let ruth: EntraUser
  let gareth: EntraUser
  let stranger: EntraUser

  beforeAll(async () => {
    const { authority } = bot()
    ruth = authority.addUser({ oid: demoTutor.entraObjectId, upn: demoTutor.email, name: 'Ruth Adeyemi' })
    gareth = authority.addUser({
      oid: demoLeader.entraObjectId,
      upn: demoLeader.email,
      name: 'Gareth Pritchard',
    })
    stranger = authority.addUser({ upn: 'sam.stranger@northbridge.example', name: 'Sam Stranger' })
    await converse()
    await deliver()
    await bot().stop()
  })

  async function signIn(user: EntraUser): Promise<void> {
    const token = await bot().authority.ssoToken(user)
    expect((await bot().post(teamsTokenExchange(user, { token }))).status).toBe(200)
  }

  async function converse(): Promise<void> {
    await say(ruth, 'show low-engagement tutees')
    for (const user of [ruth, gareth, stranger]) await signIn(user)
    // Somebody else's token.
    await bot().post(teamsTokenExchange(ruth, { token: await bot().authority.ssoToken(gareth) }))
    for (const text of [
      'how is Aisha doing',
      'show 00412301',
      'trend of Aisha Rahman',
      'who is +447700900123',
      'log a call with Aisha: talked about her housing',
      'explain the score of Aisha',
      'my access',
    ])
      await say(ruth, text)
    // Nobody has such a number, or such a name.
    await say(ruth, 'how is Zebedee Unknown doing')
    await say(gareth, 'summarise Adult Nursing')
    await say(stranger, 'show my tutees')
    const group = { id: '19:group@thread.v2', conversationType: 'groupChat', isGroup: true, tenantId }
    await say(ruth, 'how is Aisha doing', { conversation: group })
    model.answer = { intent: 'list-students', population: 'tutees', trend: 'falling' }
    await say(ruth, 'which tutees deserve the first meeting')
    await bot().post(teamsCardAction(ruth, { verb: 'ask', text: 'show my tutees' }))
    await bot().post(teamsCardAction(ruth, { verb: 'no-such-verb' }))
    typed.push('Aisha')
    await bot().post(
      teamsActivity(ruth, {
        type: 'invoke',
        name: 'composeExtension/query',
        value: { parameters: [{ name: 'text', value: 'Aisha' }] },
      }),
    )
  }

  /** One message that gets to somebody, one that is given up, one for later, and one due for an hour that another has claimed. */
  async function deliver(): Promise<void> {
    const store = openStore(database, { secret: storeSecret })
    const { serviceUrl } = bot().connector
    const at = new Date()
    const { entra_object_id: entraObjectId } = await store.db
      .selectFrom('staff')
      .select('entra_object_id')
      .where('staff_id', '=', admin)
      .executeTakeFirstOrThrow()
    await rememberChat(
      store,
      {
        conversationId: 'a:admin',
        staffId: admin,
        channelUser: '29:admin',
        entraObjectId: entraObjectId ?? '',
        upn: 'admin@northbridge.example',
        tenantId,
        serviceUrl,
        appRoles: ['Engagement.Admin'],
      },
      at,
    )
    await store.transaction(async ({ db }) => {
      await noteTrouble(
        db,
        { kind: 'feed-trouble', about: 'library', recipient: admin },
        { isWell: false, at },
      )
      const nobody = { kind: 'revision', payload: { message: 'none' }, recipient: null, dueAt: at }
      await putMessage(db, { id: 'revise:none', ...nobody })
      const waiting = { kind: 'of another version', payload: {}, recipient: null }
      await putMessage(db, { id: 'waits', ...waiting, dueAt: new Date(at.getTime() + 3_600_000) })
      await putMessage(db, { id: 'stuck', ...waiting, dueAt: new Date(at.getTime() - 3_600_000) })
      const claim = { claimed_by: 'another', claimed_until: new Date(at.getTime() + 3_600_000).toISOString() }
      await db.updateTable('outbox').set(claim).where('id', '=', 'stuck').execute()
    })
    const isLeft = () =>
      store.db
        .selectFrom('outbox')
        .select('id')
        .where('done_at', 'is', null)
        .where('id', 'not in', ['waits', 'stuck'])
        .executeTakeFirst()
    await until(async () => (await isLeft()) === undefined)
    await store.close()
  }

  const sum = (name: string, properties: Record<string, string> = {}) => {
    const matching = ingestion
      .measured(name)
      .filter((each) => Object.entries(properties).every(([key, value]) => each.properties[key] === value))
    return {
      count: matching.reduce((all, { count }) => all + count, 0),
      value: matching.reduce((all, { value }) => all + value, 0),
    }
  }

  it('is nothing of anybody: no name, ID, address, number or text', async () => {
    const store = openStore(database, { secret: storeSecret })
    const known = await everybody([store])
    await store.close()
    const instance = ingestion.tags()[0]?.['ai.cloud.roleInstance'] ?? ''
    const bytes = ingestion.requests
      .map(({ path: where, body }) => `${where}\n${body}`)
      .join('\n')
      // Its own: the key, the instance, traces' IDs made at random, and the largest value.
      .replaceAll(instrumentationKey, '')
      .replaceAll(instance, '')
      .replaceAll(/"[0-9a-f]{16}([0-9a-f]{16})?"|"max":/gu, '')
    expect(bytes.length).toBeGreaterThan(10_000)
    expect(personalIn(bytes, known, typedWords(typed))).toEqual([])
    for (const id of ['group@thread', 'chat', ruth.oid, stranger.oid, 'revise:none', 'a:admin'])
      expect(bytes).not.toContain(id)
    expect(bytes).not.toMatch(/select |insert |"staff_id"/iu)
    // The search would find somebody.
    expect(personalIn(`${bytes} Aisha`, known)).toEqual(['the name “aisha”'])
  })

  it('is told apart by allowed properties alone', () => {
    const names = new Set(
      [...ingestion.traces(), ...everyMeasurement()].flatMap(({ properties }) => Object.keys(properties)),
    )
    expect([...names].sort()).toEqual([
      'code',
      'engine',
      'feed',
      'intent',
      'kind',
      'outcome',
      'place',
      'source',
      'statements',
      'store_milliseconds',
    ])
    const tags = new Set(ingestion.tags().flatMap((each) => Object.keys(each)))
    expect([...tags].sort()).toEqual([
      'ai.cloud.role',
      'ai.cloud.roleInstance',
      'ai.internal.sdkVersion',
      'ai.operation.id',
      'ai.operation.name',
      'ai.operation.parentId',
    ])
  })

  const everyMeasurement = () =>
    [
      'turn.duration',
      'turn.store',
      'store.duration',
      'feed.age',
      'feed.data_age',
      'outbox.age',
      'outbox.due',
      'outbox.waiting',
      'refusals',
      'sign_ins',
      'alerts',
      'model_reads',
      'event_loop.delay',
    ].flatMap((name) => ingestion.measured(`engagement.${name}`))

  it('tells how long turns took, by question, outcome and place', () => {
    const turns = (intent: string, outcome: string, place = 'personal') =>
      sum('engagement.turn.duration', { intent, outcome, place })
    expect(turns('message', 'sign-in-needed').count).toBe(1)
    expect(turns('show-student', 'answered').count).toBe(2)
    expect(turns('show-student', 'refused').count).toBe(2)
    expect(turns('show-student', 'refused', 'group').count).toBe(1)
    expect(turns('explain-score', 'answered').count).toBe(1)
    expect(turns('button', 'done').count).toBe(1)
    expect(turns('search', 'done').count).toBe(1)
    const all = sum('engagement.turn.duration')
    expect(all.value / all.count).toBeGreaterThan(1)
    expect(all.value / all.count).toBeLessThan(10_000)
  })

  it('tells how long the store took, in a turn and in all', () => {
    const statements = sum('engagement.store.duration', {
      engine: 'sqlite',
      kind: 'statement',
      outcome: 'done',
    })
    expect(statements.count).toBeGreaterThan(100)
    const ofTurns = sum('engagement.turn.store')
    expect(ofTurns.count).toBe(sum('engagement.turn.duration').count)
    expect(ofTurns.value).toBeGreaterThan(0)
    expect(ofTurns.value).toBeLessThan(sum('engagement.store.duration').value)
    expect(sum('engagement.turn.store', { intent: 'show-student' }).value).toBeLessThan(
      sum('engagement.turn.duration', { intent: 'show-student' }).value,
    )
  })

  it('tells how old the feeds are, and what waits in the outbox', () => {
    const ages = (name: string): Record<string, number> => {
      const each = ingestion.measured(name)
      return Object.fromEntries(
        each.map(({ value, count, properties }) => [Object.values(properties)[0] ?? 'all', value / count]),
      )
    }
    // The sample was loaded in the morning of its day; its library has sent nothing for days.
    expect(ages('engagement.feed.age')).toMatchObject({ canvas: 0, students: 0 })
    expect(ages('engagement.feed.data_age')).toMatchObject({ canvas: 9 })
    expect(ages('engagement.feed.data_age').library).toBeGreaterThan(24)
    expect(ages('engagement.outbox.waiting')).toEqual({ all: 2 })
    expect(ages('engagement.outbox.due')).toEqual({ all: 1 })
    expect(ages('engagement.outbox.age').all).toBeGreaterThan(3_600)
    expect(ages('engagement.outbox.age').all).toBeLessThan(3_900)
  })

  it('counts what was refused, sign-ins, what was told unasked, and what the model was asked', () => {
    const counted = (name: string, properties: Record<string, string>) =>
      sum(`engagement.${name}`, properties).value
    const refusals = ['no-such-student', 'outside-roles', 'unknown-staff', 'only-in-private']
    expect(refusals.map((code) => counted('refusals', { code }))).toEqual([2, 1, 2, 1])
    expect(counted('sign_ins', { outcome: 'done' })).toBe(3)
    expect(counted('sign_ins', { outcome: 'failed' })).toBe(1)
    expect(counted('alerts', { kind: 'feed-trouble', outcome: 'sent' })).toBe(1)
    expect(counted('alerts', { kind: 'revision', outcome: 'dropped', code: 'never-sent' })).toBe(1)
    expect(counted('model_reads', { outcome: 'read' })).toBe(1)
    expect(sum('engagement.event_loop.delay').count).toBeGreaterThan(0)
  })

  it('traces each turn with its parts', () => {
    const traces = ingestion.traces()
    const [turn] = traces.filter(({ properties }) => properties.intent === 'explain-score')
    expect(turn).toMatchObject({ name: 'turn', success: true, sampleRate: 100, parent: undefined })
    expect(turn?.properties).toMatchObject({ outcome: 'answered', place: 'personal' })
    const parts = traces.filter(({ trace, parent }) => trace === turn?.trace && parent === turn.id)
    expect(parts.map(({ name }) => name).sort()).toEqual(['access', 'answer', 'language', 'reply'])
    const ofParts = parts.reduce((all, { properties }) => all + Number(properties.statements ?? 0), 0)
    expect(Number(parts.find(({ name }) => name === 'answer')?.properties.statements)).toBeGreaterThan(3)
    expect(Number(turn?.properties.statements)).toBeGreaterThan(ofParts)
  })
})
