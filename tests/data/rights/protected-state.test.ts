import {
  changeState,
  claimState,
  readState,
  removeState,
  removeStatesOf,
  writeState,
} from '../../../data/rights/protected-state'
import { chatsOf, rememberChat, rememberNewChat } from '../../../data/records/conversation-references'
import { openStore } from '../../../data/store/open'
import { engines, testSecret, useStoreOn } from '../../support/engines'
import { now } from '../../support/store'

const later = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000)
const hour = { now, expiresAt: later(60) }
const ruths = { kind: 'sign-in', person: 'ruth', of: ['chat'] } as const
const helens = { kind: 'sign-in', person: 'helen', of: ['chat'] } as const

describe.each(engines)('protected state on $name', (engine) => {
  const { store, database } = useStoreOn(engine)
  afterEach(() => store().db.deleteFrom('protected_state').execute())

  it('is read as it was written, by any instance with the secret, until it expires', async () => {
    await writeState(store(), ruths, { text: 'Zoë’s question' }, hour)
    const another = openStore(database(), { secret: testSecret })
    expect(await readState(another, ruths, later(59))).toEqual({ text: 'Zoë’s question' })
    expect(await readState(another, ruths, later(60))).toBeUndefined()
    await another.close()
  })

  it('takes the place of the one before, and is gone when removed', async () => {
    await writeState(store(), ruths, 1, hour)
    await writeState(store(), ruths, 2, hour)
    expect(await readState(store(), ruths, now)).toBe(2)
    expect(await readState(store(), helens, now)).toBeUndefined()
    await removeState(store(), ruths)
    expect(await readState(store(), ruths, now)).toBeUndefined()
  })

  it('is gone with all of its kind of one person, and of nobody else', async () => {
    const elsewhere = { ...ruths, of: ['another chat'] }
    const waiting = { ...ruths, kind: 'question' } as const
    for (const name of [ruths, elsewhere, waiting, helens]) await writeState(store(), name, 1, hour)
    await removeStatesOf(store(), 'sign-in', 'ruth')
    const left = [ruths, elsewhere, waiting, helens].map((name) => readState(store(), name, now))
    expect(await Promise.all(left)).toEqual([undefined, undefined, 1, 1])
  })

  it('is changed by one at a time', async () => {
    const add = (before: unknown) => (typeof before === 'number' ? before : 0) + 1
    await Promise.all(Array.from({ length: 8 }, () => changeState(store(), ruths, add, hour)))
    expect(await readState(store(), ruths, now)).toBe(8)
  })

  it('drops what has expired with the next write', async () => {
    await writeState(store(), ruths, 1, hour)
    await writeState(store(), helens, 2, { now: later(61), expiresAt: later(90) })
    expect(await store().db.selectFrom('protected_state').select('state_key').execute()).toHaveLength(1)
  })

  it('cannot be read with another secret', async () => {
    await writeState(store(), ruths, 'token', hour)
    const stranger = openStore(database(), { secret: 'another secret that is long enough' })
    expect(await readState(stranger, ruths, now)).toBeUndefined()
    await stranger.close()
  })

  it.each<[string, (sealed: string) => object]>([
    ['a byte', (sealed) => ({ sealed: `${sealed.slice(0, -6)}AAAAA=` })],
    ['the whole', () => ({ sealed: '' })],
    ['its end, to live longer', () => ({ expires_at: later(600).toISOString() })],
  ])('is none once somebody changed %s of it', async (_what, changed) => {
    await writeState(store(), ruths, 'token', hour)
    const { sealed } = await store()
      .db.selectFrom('protected_state')
      .select('sealed')
      .executeTakeFirstOrThrow()
    await store().db.updateTable('protected_state').set(changed(sealed)).execute()
    expect(await readState(store(), ruths, now)).toBeUndefined()
  })

  it('is claimed by one of many, on whichever instance', async () => {
    const instances = [1, 2, 3].map(() => openStore(database(), { secret: testSecret }))
    const claims = await Promise.all(
      [...instances, ...instances, ...instances].map((instance) =>
        claimState(instance, { kind: 'exchange', person: 'ruth', of: ['x'] }, hour),
      ),
    )
    expect(claims.filter((won) => won)).toHaveLength(1)
    await Promise.all(instances.map((instance) => instance.close()))
  })
})

describe.each(engines)('private chats on $name', (engine) => {
  const { store } = useStoreOn(engine)
  const s2 = { staffId: 'S2', channelUser: '29:s2', entraObjectId: 'e2', upn: 's2' }
  const chat = {
    conversationId: 'a:chat',
    staffId: 'S1',
    channelUser: '29:s1',
    entraObjectId: 'e1',
    upn: 's1',
    tenantId: 'tenant',
    serviceUrl: 'https://smba.example/uk/',
    appRoles: ['Engagement.School', 'Engagement.Project'],
  }
  beforeAll(() =>
    store()
      .db.insertInto('staff')
      .values(
        ['S1', 'S2'].map((staff_id) => ({
          staff_id,
          given_name: 'a',
          family_name: 'b',
          email: staff_id.toLowerCase(),
          entra_object_id: null,
          gone_on: null,
        })),
      )
      .execute(),
  )

  it('are remembered as they were last, each once', async () => {
    await Promise.all([1, 2, 3].map(() => rememberChat(store(), chat, now)))
    expect(await chatsOf(store(), 'S1')).toMatchObject([{ ...chat, appRoles: [...chat.appRoles].sort() }])
    await rememberChat(store(), { ...chat, appRoles: [], serviceUrl: 'https://smba.example/emea/' }, later(1))
    expect(await chatsOf(store(), 'S1')).toMatchObject([
      { ...chat, appRoles: [], serviceUrl: 'https://smba.example/emea/' },
    ])
    expect(await chatsOf(store(), 'nobody')).toEqual([])
  })

  it('stay whose they are, whoever names them', async () => {
    await rememberChat(store(), chat, now)
    await rememberChat(store(), { ...chat, ...s2 }, later(2))
    expect(await chatsOf(store(), 'S2')).toEqual([])
    expect(await chatsOf(store(), 'S1')).toMatchObject([{ conversationId: 'a:chat', channelUser: '29:s1' }])
  })

  it.each(['29:s2', ''])(
    'are theirs who sign in as whom Teams knows there, noted before as %p',
    async (channelUser) => {
      const conversationId = `a:made ${channelUser}`
      const made = { conversationId, staffId: 'S1', channelUser, entraObjectId: 'e1' }
      await rememberNewChat(store(), { ...made, tenantId: 'tenant', serviceUrl: chat.serviceUrl }, now)
      const theirs = { ...chat, conversationId, ...s2 }
      await rememberChat(store(), theirs, later(2))
      const ids = (await chatsOf(store(), 'S1')).map(({ conversationId }) => conversationId)
      expect(ids).not.toContain(made.conversationId)
      expect(await chatsOf(store(), 'S2')).toContainEqual(expect.objectContaining({ conversationId, ...s2 }))
    },
  )
})
