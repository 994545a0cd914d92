import { copyFileSync } from 'node:fs'
import path from 'node:path'
import { hastenJob, ensureJob } from '../../../data/records/jobs'
import { putMessage } from '../../../data/records/outbox'
import { openStore } from '../../../data/store/open'
import type { Store } from '../../../data/store/store'
import { examineHere, found, type Diagnosis } from '../../support/doctor'
import { storeSecret } from '../../support/identity/entra-bot'
import { putInService } from '../../support/in-service'
import { copySample } from '../../support/sample'
import { now, temporaryFolder } from '../../support/store'

const folder = temporaryFolder()
const original = copySample()
const untouched = copySample()

beforeAll(() => putInService(original))

/** Enough to look at a store as a server would. */
const server = {
  MicrosoftAppId: '0b07a1d0-5f1e-4c7c-9d0a-3e5f8a6b0001',
  MicrosoftAppTenantId: '7e4a2c90-3b6d-4f21-8c5e-1d9b7f3a0002',
  MicrosoftAppPassword: 'the-password',
  BOT_DOMAIN: 'bot.university.example',
  ENGAGEMENT_SECRET: storeSecret,
}

let copies = 0

/** What the doctor says of a university at work in which something was changed. */
async function examine(
  change: (store: Store) => Promise<unknown> = () => Promise.resolve(),
  { environment = {}, at = now }: { environment?: Record<string, string>; at?: Date } = {},
): Promise<Diagnosis> {
  const file = path.join(folder, `${(copies += 1)}.db`)
  copyFileSync(original.slice('sqlite:'.length), file)
  const store = openStore(`sqlite:${file}`, { secret: storeSecret })
  await change(store)
  await store.close()
  return examineHere({
    database: `sqlite:${file}`,
    environment: { ...server, ...environment },
    args: ['--offline', '--now', at.toISOString()],
  })
}

const later = (hours: number): Date => new Date(now.getTime() + hours * 3_600_000)

describe('the access trail', () => {
  it('goes on with its secret', async () => {
    expect(found(await examine(), 'access-trail')).toMatchObject([
      { state: 'well', what: expect.stringContaining('is the one of the access trail (') as string },
    ])
  })

  it('was begun with another', async () => {
    const environment = { ENGAGEMENT_SECRET: 'Wk3vJ0hTq9ZpXn4sBd7gLr2yUe8mCf5a' }
    expect(found(await examine(undefined, { environment }), 'access-trail')).toMatchObject([
      {
        state: 'wrong',
        what: 'The access trail was begun with another ENGAGEMENT_SECRET: nobody is shown any student.',
      },
    ])
  })

  it('was begun with a secret, and this process has none', async () => {
    const environment = { ENGAGEMENT_SECRET: '', SIGN_IN: 'playground' }
    const told = await examine(undefined, { environment })
    expect(found(told, 'access-trail')).toMatchObject([
      { state: 'wrong', what: expect.stringContaining('another ENGAGEMENT_SECRET') as string },
    ])
  })

  it.each([
    ['changed', { head_seal: 'x' }],
    ['set back to its start', { position: 0, seal: '', head_seal: '' }],
  ])('has an end that was %s, which is no other secret', async (_, head) => {
    const told = await examine(({ db }) => db.updateTable('access_chain').set(head).execute())
    expect(found(told, 'access-trail')).toMatchObject([
      {
        state: 'wrong',
        what: 'The end of the access trail is not as it was written: nobody is shown any student.',
        mend: expect.stringContaining('engagement audit verify') as string,
      },
    ])
  })

  it('has not begun where nobody looked, and is not begun by the doctor', async () => {
    const told = await examineHere({ database: untouched, args: ['--offline'] })
    expect(found(told, 'access-trail')).toMatchObject([
      { what: 'Nobody has looked at a student yet.', state: 'well' },
    ])
    const store = openStore(untouched)
    const kept = await store.db.selectFrom('store_setting').selectAll().where('name', '=', 'secret').execute()
    await store.close()
    expect(kept).toEqual([])
  })
})

describe('staff', () => {
  it('without an Entra object ID are counted, and those who are there twice', async () => {
    const told = await examine(async ({ db }) => {
      const staff = db.updateTable('staff')
      await staff
        .set({ entra_object_id: null })
        .where('staff_id', 'in', ['s0101', 's0102', 's0103'])
        .execute()
      await staff
        .set({ email: 'same@northbridge.example' })
        .where('staff_id', 'in', ['s0104', 's0105'])
        .execute()
    })
    expect(found(told, 'staff')).toMatchObject([
      {
        state: 'warning',
        what: expect.stringMatching(/^3 of 266 staff members have no Entra object ID/u) as string,
        mend: expect.stringContaining('entra_object_id') as string,
      },
      {
        state: 'warning',
        what: expect.stringMatching(/^2 of 266 staff members share an e-mail address/u) as string,
      },
    ])
  })

  it('without a chat are counted by role, and it is said how they get one', async () => {
    expect(found(await examine(), 'chats')).toMatchObject([
      {
        state: 'warning',
        what: expect.stringMatching(/^With a chat: 1 of \d+ as personal tutor; 0 of /u) as string,
        mend: expect.stringContaining('PROACTIVE_INSTALL=1') as string,
      },
    ])
  })

  it('who have not signed in tell nothing of consent', async () => {
    const never = await examine(({ db }) =>
      db.updateTable('conversation_reference').set({ upn: '' }).execute(),
    )
    const [finding] = found(never, 'sign-ins')
    expect(finding).toMatchObject({
      state: 'warning',
      what: expect.stringMatching(/^Nobody has signed in yet/u) as string,
    })
    expect(finding?.mend).toContain('access_as_user')
    const longAgo = await examine(undefined, { at: later(24 * 40) })
    expect(found(longAgo, 'sign-ins')).toMatchObject([
      { state: 'warning', what: expect.stringContaining('and nobody since') as string },
    ])
    expect(found(await examine(), 'sign-ins')).toMatchObject([{ state: 'well' }])
  })
})

describe('app roles', () => {
  const director = ({ db }: Store) =>
    db
      .updateTable('assignment')
      .set({ role: 'director-of-school', scope_code: 'COM' })
      .where('staff_id', '=', 's0101')

  it('without which a wide role shows nothing are told, by how many', async () => {
    const told = await examine((store) => director(store).execute())
    expect(found(told, 'app-roles')).toEqual([
      {
        check: 'app-roles',
        state: 'warning',
        what: '1 of 1 who hold the role director of school and have signed in lack the app role Engagement.School: it shows them nothing.',
        mend: expect.stringContaining('Users and groups: assign Engagement.School') as string,
      },
    ])
  })

  it('are well where those who need them have them', async () => {
    const told = await examine(async (store) => {
      await director(store).execute()
      await store.db
        .updateTable('conversation_reference')
        .set({ app_roles: '["Engagement.School"]' })
        .execute()
    })
    expect(found(told, 'app-roles')).toMatchObject([{ state: 'well' }])
  })
})

describe('scores', () => {
  it('may wait for the night, and no longer', async () => {
    expect(found(await examine(undefined, { at: later(20) }), 'scores')).toMatchObject([{ state: 'well' }])
    expect(found(await examine(undefined, { at: later(30) }), 'scores')).toMatchObject([
      {
        state: 'wrong',
        what: expect.stringMatching(
          /^The newest scores are from 09:00 on 24 November 2026; \d+ weeks? waits? for scores\.$/u,
        ) as string,
        mend: expect.stringContaining("'engagement score'") as string,
      },
    ])
  })

  it('were never made', async () => {
    const told = await examine(async ({ db }) => {
      for (const table of ['score_run', 'score_week', 'indicator_week'] as const)
        await db.deleteFrom(table).execute()
    })
    expect(found(told, 'scores')).toMatchObject([
      { state: 'wrong', what: expect.stringMatching(/^Nothing was scored yet; \d+ weeks wait/u) as string },
    ])
  })
})

describe('the work of the server', () => {
  it('that is on its schedule and overdue is told', async () => {
    const told = await examine(async (store) => {
      await ensureJob(store, 'plan-alerts', later(1))
      await hastenJob(store.db, 'plan-alerts', later(-2))
    })
    expect(found(told, 'alerts')).toMatchObject([
      {
        state: 'wrong',
        what: 'What the server has on its schedule has been due since 07:00 on 24 November 2026.',
      },
    ])
  })

  it('leaves alerts unjudged for a day', async () => {
    expect(found(await examine(undefined, { at: later(30) }), 'alerts')).toMatchObject([
      {
        state: 'wrong',
        what: expect.stringMatching(/last judged at 09:00 .+ something new since/u) as string,
      },
    ])
    const never = await examine(({ db }) => db.deleteFrom('alert_evaluation').execute())
    expect(found(never, 'alerts')).toMatchObject([
      { state: 'warning', what: 'Alerts were never judged here.' },
    ])
  })

  it('has messages that are not delivered', async () => {
    const message = {
      id: 'm',
      kind: 'feed-trouble',
      payload: { about: 'x' },
      recipient: 's0101',
      dueAt: later(-4),
    }
    const lying = await examine(({ db }) => putMessage(db, message), { at: later(6) })
    expect(found(lying, 'deliveries')).toMatchObject([
      {
        state: 'wrong',
        what: expect.stringMatching(/^1 message is due, the oldest for more than two hours/u) as string,
      },
    ])
    const refused = await examine(async ({ db }) => {
      await putMessage(db, message)
      await db.updateTable('outbox').set({ reason: 'credentials' }).where('id', '=', 'm').execute()
    })
    expect(found(refused, 'deliveries')).toContainEqual(
      expect.objectContaining({
        what: expect.stringMatching(/^Teams refused the bot’s own credentials/u) as string,
      }),
    )
  })

  it('keeps what is due for removal', async () => {
    expect(found(await examine(), 'retention')).toMatchObject([{ state: 'well' }])
    const told = await examine(({ db }) =>
      db
        .insertInto('feedback')
        .values({
          id: 'f',
          given_at: '2025-09-01T00:00:00.000Z',
          staff_id: 's0101',
          text: 'hush',
          about: null,
        })
        .execute(),
    )
    expect(found(told, 'retention')).toEqual([
      {
        check: 'retention',
        state: 'wrong',
        what: 'Retention never removed anything, and rows have been due for more than 40 days in: feedback.',
        mend: "Run 'engagement retention run', and schedule it monthly.",
      },
    ])
    expect(told.text).not.toContain('hush')
  })
})

describe('whatever happens', () => {
  it('to one check is told without what the store says, and keeps no other from looking', async () => {
    const told = await examine(({ db }) =>
      db.schema.alterTable('conversation_reference').renameTo('gone').execute(),
    )
    expect(found(told, 'sign-ins')).toEqual([
      {
        check: 'sign-ins',
        state: 'wrong',
        what: expect.stringMatching(
          /^This could not be looked at: something unexpected failed \(\w+ at [\w.-]+:\d+:\d+\)\.$/u,
        ) as string,
        mend: 'Please report this line.',
      },
    ])
    expect(found(told, 'staff')).toMatchObject([{ state: 'well' }])
    expect(told.text).not.toContain('conversation_reference')
  })

  it('no name, no address and no ID of anybody is told', async () => {
    const { text } = await examine(async ({ db }) => {
      await db.updateTable('staff').set({ entra_object_id: null }).where('staff_id', '<', 's0105').execute()
    })
    const store = openStore(original)
    const staff = await store.db.selectFrom('staff').selectAll().execute()
    const students = await store.db.selectFrom('student').select(['student_id', 'email']).execute()
    await store.close()
    const told = [
      ...staff.flatMap(({ staff_id, email, entra_object_id, given_name, family_name }) => [
        ...[staff_id, email, entra_object_id ?? '-'],
        `${given_name} ${family_name}`,
      ]),
      ...students.flatMap(({ student_id, email }) => [student_id, email]),
    ].filter((personal) => personal !== '-' && text.includes(personal))
    expect(told).toEqual([])
  })
})
