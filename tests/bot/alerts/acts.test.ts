import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { putMessage } from '../../../data/records/outbox'
import { demoLeader, demoTutor, otherTutor } from '../../../data/sample/demo-staff'
import { openStore } from '../../../data/store/open'
import type { Store } from '../../../data/store/store'
import { words } from '../../cards/walk'
import { composedNow, deliverNow, writeAlert, writeEpisode } from '../../support/alert-cards'
import { useBot } from '../../support/bot'
import { chattingWith } from '../../support/chatting'
import { buttonsOf, dataOf, inputsOf } from '../../support/pressed'
import { copySample } from '../../support/sample'
import { now } from '../../support/store'
import { verify } from '../../support/trail'

const database = copySample()
const bot = useBot(database, { now })
const { press, say } = chattingWith(bot)
const [ruth, gareth, helen] = [demoTutor, demoLeader, otherTutor].map(
  ({ entraObjectId }) => entraObjectId,
) as [string, string, string]
/** Ruth's tutee, on the programme that Gareth leads; Helen may not see her. */
const aisha = '00412301'
const group = { conversation: { id: 'group', conversationType: 'groupChat', isGroup: true } }
const notFound = 'I cannot find that alert'

let store: Store
beforeAll(() => {
  store = openStore(database)
})
afterAll(() => store.close())
beforeEach(async () => {
  for (const table of [
    'alert_act',
    'alert_reason',
    'alert',
    'alert_episode',
    'contact_version',
    'outbox',
  ] as const)
    await store.db.deleteFrom(table).execute()
})

/** Ruth's alert about Aisha in her chat, and its card. */
async function toldRuth(episodes?: string[]): Promise<{ alert: string; card: unknown }> {
  const own = episodes ?? [await writeEpisode(store, aisha)]
  const alert = await writeAlert(store, { staffId: demoTutor.staffId, studentId: aisha, episodes: own })
  return { alert, card: cardIn(await deliverNow(store, alert)) }
}

/** Gareth's about the same, passed up from hers. */
async function toldGareth(passedFrom: string, episodes: string[]): Promise<{ alert: string; card: unknown }> {
  const alert = await writeAlert(store, {
    staffId: demoLeader.staffId,
    studentId: aisha,
    episodes,
    role: 'programme-leader',
    why: 'passed-up',
    passedFrom,
  })
  return { alert, card: cardIn(await deliverNow(store, alert)) }
}

function cardIn(composed: object): unknown {
  if (!('card' in composed)) throw new Error(JSON.stringify(composed))
  return composed.card
}

/** What lies in a chat once the message is put right there. */
const cardNow = async (alert: string): Promise<string> => words(cardIn(await composedNow(store, alert)))

const acts = async (alert?: string): Promise<string[]> => {
  const rows = await store.db.selectFrom('alert_act').selectAll().orderBy('acted_at').execute()
  return rows.filter(({ alert_id }) => alert === undefined || alert_id === alert).map(({ act }) => act)
}
const row = (alert: string) =>
  store.db.selectFrom('alert').selectAll().where('alert_id', '=', alert).executeTakeFirstOrThrow()

const revisions = async (): Promise<string[]> => {
  const rows = await store.db.selectFrom('outbox').select('payload').where('kind', '=', 'revision').execute()
  return rows
    .map(({ payload }) => z.object({ message: z.string() }).parse(JSON.parse(payload)).message)
    .sort()
}

const titles = (card: unknown): string[] => buttonsOf(card).map(({ title }) => title)

const looks = async (): Promise<{ intent: string; staff: string; students: string[] }[]> => {
  const entries = await store.db.selectFrom('access_entry').selectAll().execute()
  const seen = await store.db.selectFrom('access_entry_student').selectAll().execute()
  return entries.map(({ entry_id, intent, staff_id }) => ({
    intent,
    staff: staff_id,
    students: seen.filter((each) => each.entry_id === entry_id).map(({ student_id }) => student_id),
  }))
}

/** How many looks at somebody there were. */
const seenStudents = async (): Promise<number> =>
  (await looks()).filter(({ students }) => students.length > 0).length

describe('the card of an alert', () => {
  test('says what happened, since when, to whom and why, and is on the record of whom it is for', async () => {
    const before = (await looks()).length
    const { alert, card } = await toldRuth()
    const text = words(card)
    for (const part of [
      'Alert · medium concern\nAisha Rahman\n00412301 · ',
      'No activity for 14 days that count, since Monday 9 November',
      'You get this because you are their personal tutor.',
      'Data to Monday 23 November',
      'library (to ',
      'write “alert settings”',
      'People decide, never this system.',
    ])
      expect(text).toContain(part)
    expect(titles(card)).toEqual([
      'Seen',
      'I have been in touch',
      'Known reason',
      'Wrong data',
      'Not useful',
      'Pass on',
    ])
    expect(JSON.stringify(card)).toContain('"title":"Open the profile"')
    expect((await looks()).slice(before)).toEqual([
      { intent: 'alert', staff: demoTutor.staffId, students: [aisha] },
    ])
    expect(await row(alert)).toMatchObject({ state: 'told', told_at: now.toISOString(), opened_at: null })
    expect((await verify(store)).faults).toEqual([])
  })
})

describe('what its holder does', () => {
  test('seen keeps it open, offers a verdict, and is told wherever it lies', async () => {
    const { alert, card } = await toldRuth()
    const seen = await press(ruth, dataOf(card, 'Seen'))
    expect(words(seen)).toContain('You saw this, Tuesday 24 November, 09:00.')
    expect(titles(seen)).toContain('Useful')
    expect(titles(seen)).not.toContain('Seen')
    expect(await row(alert)).toMatchObject({ state: 'told', opened_at: now.toISOString(), ended_at: null })
    expect(await revisions()).toEqual([alert])
    expect(await cardNow(alert)).toBe(words(seen))
    const useful = await press(ruth, dataOf(seen, 'Useful'))
    expect(words(useful)).toContain('You said that it is useful. Thank you.')
    expect(titles(useful)[0]).toBe('I have been in touch')
    expect(await acts()).toEqual(['seen', 'useful'])
  })

  test('pressed twice, or at the same time, it is done once', async () => {
    const { card } = await toldRuth()
    const answers = await Promise.all([1, 2, 3].map(() => press(ruth, dataOf(card, 'Seen'))))
    for (const answer of answers) expect(words(answer)).toContain('You saw this')
    await Promise.all([1, 2].map(() => press(ruth, dataOf(card, 'Not useful'))))
    expect(await acts()).toEqual(['seen', 'not-useful'])
  })

  test('not useful ends it, and nothing but another verdict comes after', async () => {
    const { alert, card } = await toldRuth()
    const done = await press(ruth, dataOf(card, 'Not useful'))
    expect(words(done)).toContain('Done: you said that it was not useful, Tuesday 24 November, 09:00.')
    expect(await row(alert)).toMatchObject({ state: 'closed', ended_at: now.toISOString() })
    const late = await press(ruth, dataOf(card, 'Seen'))
    expect(words(late)).toContain('This alert had ended before: nothing was changed.')
    await press(ruth, { ...dataOf(card, 'Seen'), act: 'useful' })
    expect(await acts()).toEqual(['not-useful', 'useful'])
  })

  test('in touch: a contact that is saved from its form ends it', async () => {
    const { alert, card } = await toldRuth()
    const form = await press(ruth, dataOf(card, 'I have been in touch'))
    expect(words(form)).toContain(
      'Record a contact\nAisha Rahman · 00412301 · shown to you as personal tutor',
    )
    expect(titles(form)).toContain('Back to the alert')
    expect(await acts()).toEqual(['opened'])
    expect(await row(alert)).toMatchObject({ state: 'told', opened_at: now.toISOString() })
    const save = { ...dataOf(form, 'Save'), ...inputsOf(form), channel: 'call' }
    expect(words(await press(ruth, save))).toContain('Contact recorded')
    expect(words(await press(ruth, save))).toContain('Contact recorded')
    expect(await acts()).toEqual(['opened', 'contacted'])
    expect(await row(alert)).toMatchObject({ state: 'closed' })
    const card2 = await cardNow(alert)
    expect(card2).toContain('Done: you have been in touch, Tuesday 24 November, 09:00.')
    expect(card2).toContain('Contact: call with you on Tuesday 24 November.')
  })

  test('any contact that its holder records about the student counts', async () => {
    const { alert } = await toldRuth()
    const form = await say(ruth, `log an email with ${aisha}: asked how she is`)
    await press(ruth, { ...dataOf(form, 'Save'), ...inputsOf(form) })
    expect(await row(alert)).toMatchObject({ state: 'closed', opened_at: now.toISOString() })
    expect(await acts(alert)).toEqual(['contacted'])
    expect(await cardNow(alert)).not.toContain('asked how she is')
  })

  test('a known reason exempts the student until its day, and can be taken back', async () => {
    const { alert, card } = await toldRuth()
    const form = await press(ruth, dataOf(card, 'Known reason'))
    expect(words(form)).toContain('Nobody is alerted about this student until the day that you give')
    expect(JSON.stringify(form)).not.toMatch(/health|ill|disab/iu)
    for (const [typed, told] of [
      [{}, 'Choose what kind of reason it is.'],
      [{ reason: 'illness', until: '2026-12-14' }, 'Choose what kind of reason it is.'],
      [{ reason: 'placement' }, 'Give the day from which'],
      [{ reason: 'placement', until: '2026-11-24' }, 'The day must lie ahead.'],
      [{ reason: 'placement', until: '2027-03-25' }, 'more than 120 days ahead'],
      [{ reason: 'placement', until: '2026-02-30' }, 'Give the day from which'],
    ] as const)
      expect(words(await press(ruth, { ...dataOf(form, 'Save'), ...typed }))).toContain(told)
    expect(await acts()).toEqual(['opened'])
    const save = { ...dataOf(form, 'Save'), reason: 'placement', until: '2027-03-24' }
    await press(ruth, save)
    const kept = await press(ruth, save)
    expect(words(kept)).toContain('Done: you know of a reason')
    expect(words(kept)).toContain(
      'Placement or visit, as you said: nobody is alerted about them until Wednesday 24 March 2027.',
    )
    expect(await acts()).toEqual(['opened', 'known-reason'])
    expect(await row(alert)).toMatchObject({ state: 'closed' })
    const further = await writeAlert(store, {
      staffId: demoLeader.staffId,
      studentId: aisha,
      episodes: [await writeEpisode(store, aisha, { rule: 'newly-low' })],
      role: 'programme-leader',
    })
    expect(await composedNow(store, further)).toEqual({ drop: 'exempt' })
    const undone = await press(ruth, dataOf(kept, 'Reason no longer holds'))
    expect(words(undone)).not.toContain('nobody is alerted')
    expect(titles(undone)).toContain('Known reason')
    expect(await row(alert)).toMatchObject({ state: 'told', ended_at: null })
    await press(ruth, dataOf(kept, 'Reason no longer holds'))
    expect(await acts()).toEqual(['opened', 'known-reason', 'reason-ended'])
    expect(await composedNow(store, further)).toHaveProperty('card')
  })

  test('wrong data is reported once, keeps it open, and says what a check came to', async () => {
    const episode = await writeEpisode(store, aisha)
    const { alert, card } = await toldRuth([episode])
    await press(ruth, dataOf(card, 'Wrong data'))
    await press(ruth, dataOf(card, 'Wrong data'))
    const reports = await store.db.selectFrom('outbox').selectAll().where('kind', '=', 'wrong-data').execute()
    expect(reports.length).toBeGreaterThan(0)
    expect(new Set(reports.map(({ recipient }) => recipient)).size).toBe(reports.length)
    for (const { payload } of reports) expect(JSON.parse(payload)).toEqual({ alert })
    expect(await row(alert)).toMatchObject({ state: 'told' })
    expect(await cardNow(alert)).toContain('You reported wrong data')
    expect(await cardNow(alert)).not.toContain('Checked again')
    const later = new Date(now.getTime() + 3_600_000).toISOString()
    await store.db.updateTable('alert_episode').set({ checked_at: later }).execute()
    expect(await cardNow(alert)).toContain(
      'Checked again on Tuesday 24 November, 10:00: the data held still say so.',
    )
    await store.db
      .updateTable('alert_episode')
      .set({ state: 'corrected', last_change: 'corrected' })
      .execute()
    expect(await cardNow(alert)).toContain('please disregard it')
  })

  test('passed on, it is the colleague’s, and done here', async () => {
    const { alert, card } = await toldRuth()
    const form = await press(ruth, dataOf(card, 'Pass on'))
    expect(words(form)).toContain('Gareth Pritchard · programme leader')
    expect(words(form)).not.toContain('Ruth Adeyemi ·')
    const data = dataOf(form, 'Pass on')
    for (const to of ['', otherTutor.staffId, demoTutor.staffId, 'nobody'])
      expect(words(await press(ruth, { ...data, to }))).toContain('Nothing is passed on yet.')
    expect(await store.db.selectFrom('alert').selectAll().execute()).toHaveLength(1)
    const pass = { ...data, to: demoLeader.staffId }
    for (const passed of [await press(ruth, pass), await press(ruth, pass)]) {
      expect(words(passed)).toContain('Done: you passed it on to Gareth Pritchard')
    }
    expect(await row(alert)).toMatchObject({ state: 'closed' })
    const alerts = await store.db.selectFrom('alert').selectAll().where('alert_id', '<>', alert).execute()
    expect(alerts).toMatchObject([
      {
        staff_id: demoLeader.staffId,
        student_id: aisha,
        why: 'passed-on',
        passed_from: alert,
        role: 'programme-leader',
      },
    ])
    const his = words(cardIn(await deliverNow(store, alerts[0]?.alert_id ?? '')))
    expect(his).toContain('Ruth Adeyemi passed it on to you.')
    expect(his).not.toContain('also has this')
    expect(words(await press(ruth, dataOf(form, 'Pass on')))).toContain('Done: you passed it on')
  })
})

describe('a card that nobody knew had arrived', () => {
  const chat = `chat-${ruth}`
  const activityOf = async (alert: string): Promise<string | null> =>
    (
      await store.db
        .selectFrom('outbox')
        .select('activity_id')
        .where('id', '=', alert)
        .executeTakeFirstOrThrow()
    ).activity_id

  async function settled(alert: string, activity: string | null): Promise<void> {
    for (let waited = 0; (await activityOf(alert)) !== activity && waited < 3_000; waited += 50)
      await wait(50)
    expect(await activityOf(alert)).toBe(activity)
  }

  test('is known once it is pressed; one that was opened from a list tells nothing', async () => {
    const { alert, card } = await toldRuth()
    await store.db
      .updateTable('outbox')
      .set({ activity_id: null, conversation_id: chat })
      .where('id', '=', alert)
      .execute()
    const listed = await press(ruth, { verb: 'alert-open', alert }, { replyToId: 'a-list' })
    await press(ruth, dataOf(listed, 'Seen'), { replyToId: 'a-list' })
    await wait(300)
    expect(await activityOf(alert)).toBeNull()
    await press(ruth, dataOf(card, 'Seen'), { replyToId: 'the-card' })
    await settled(alert, 'the-card')
    await press(helen, dataOf(card, 'Seen'), { replyToId: 'another' })
    await wait(300)
    await settled(alert, 'the-card')
  })
})

describe('a card whose reminder still waits', () => {
  test('is no sign that the reminder has arrived, whoever presses it', async () => {
    const { alert, card } = await toldRuth()
    const reminder = `remind:${alert}`
    await store.transaction(async ({ db }) => {
      const payload = { alert, reminder: true }
      const dueAt = new Date('2100-01-01T00:00:00Z')
      await putMessage(db, { id: reminder, kind: 'alert', payload, recipient: demoTutor.staffId, dueAt })
      await db.updateTable('alert').set({ message_id: reminder }).where('alert_id', '=', alert).execute()
    })
    const refusedForNow = { conversation_id: `chat-${ruth}`, attempts: 1, reason: 'http-429' }
    await store.db.updateTable('outbox').set(refusedForNow).where('id', '=', reminder).execute()
    await press(ruth, dataOf(card, 'Seen'), { replyToId: `activity-${alert}` })
    await wait(300)
    const waiting = store.db.selectFrom('outbox').selectAll().where('id', '=', reminder)
    expect(await waiting.executeTakeFirst()).toMatchObject({ outcome: null, activity_id: null })
  })
})

describe('a form in the place of a card', () => {
  const dueOf = async (alert: string): Promise<number> => {
    const { due_at } = await store.db
      .selectFrom('outbox')
      .select('due_at')
      .where('id', '=', `revise:${alert}`)
      .executeTakeFirstOrThrow()
    return Math.abs(Math.round((new Date(due_at).getTime() - Date.now()) / 60_000))
  }

  test.each(['I have been in touch', 'Known reason', 'Pass on'])(
    '%s: nothing that others do takes it away before it is sent',
    async (title) => {
      const episode = await writeEpisode(store, aisha)
      const hers = await toldRuth([episode])
      const his = await toldGareth(hers.alert, [episode])
      await press(ruth, dataOf(hers.card, 'Seen'))
      expect(await dueOf(hers.alert)).toBe(0)
      await press(ruth, dataOf(hers.card, title))
      expect([await dueOf(hers.alert), await dueOf(his.alert)]).toEqual([15, 0])
      await press(gareth, dataOf(his.card, 'Seen'))
      expect(await dueOf(hers.alert)).toBe(15)
      await press(ruth, dataOf(hers.card, 'Not useful'))
      expect(await dueOf(hers.alert)).toBe(0)
    },
  )
})

describe('several who hold the same', () => {
  test('see each other’s acts on their own cards, and are warned before they speak twice', async () => {
    const episode = await writeEpisode(store, aisha)
    const hers = await toldRuth([episode])
    const his = await toldGareth(hers.alert, [episode])
    expect(words(his.card)).toContain(
      'Passed up to you as programme leader: Ruth Adeyemi has not responded to it for 4 working days.',
    )
    expect(await cardNow(hers.alert)).toContain('Gareth Pritchard also has this and has not responded yet.')
    await press(gareth, dataOf(his.card, 'I have been in touch'))
    expect(await revisions()).toEqual([hers.alert, his.alert].sort())
    expect(await cardNow(hers.alert)).toContain(
      'Gareth Pritchard also has this and opened it, Tuesday 24 November, 09:00: agree who gets in touch.',
    )
    await store.db.deleteFrom('outbox').where('kind', '=', 'revision').execute()
    const form = await press(gareth, dataOf(his.card, 'I have been in touch'))
    await press(gareth, { ...dataOf(form, 'Save'), ...inputsOf(form), channel: 'call', note: 'between us' })
    expect(await revisions()).toEqual([hers.alert, his.alert].sort())
    const text = await cardNow(hers.alert)
    expect(text).toContain('and was in touch, Tuesday 24 November, 09:00: speak with them before')
    expect(text).toContain('Contact: call with Gareth Pritchard on Tuesday 24 November.')
    expect(text).not.toContain('between us')
    expect(await row(hers.alert)).toMatchObject({ state: 'told' })
    expect(await row(his.alert)).toMatchObject({ state: 'closed' })
  })

  test('a reason that one knows of is told to the other, who may say that it no longer holds', async () => {
    const episode = await writeEpisode(store, aisha)
    const hers = await toldRuth([episode])
    const his = await toldGareth(hers.alert, [episode])
    const data = { verb: 'alert-reason', alert: hers.alert, reason: 'in-contact', until: '2026-12-01' }
    await press(ruth, data)
    const card = cardIn(await composedNow(store, his.alert))
    expect(words(card)).toContain('We are in contact, as Ruth Adeyemi said: nobody is alerted')
    await press(gareth, dataOf(card, 'Reason no longer holds'))
    expect(await row(hers.alert)).toMatchObject({ state: 'told', ended_at: null })
  })

  test('who passed it up without having told says why', async () => {
    const episode = await writeEpisode(store, aisha)
    const hers = await writeAlert(store, {
      staffId: demoTutor.staffId,
      studentId: aisha,
      episodes: [episode],
    })
    await store.db.updateTable('alert').set({ state: 'undelivered' }).execute()
    const his = await toldGareth(hers, [episode])
    expect(words(his.card)).toContain('Ruth Adeyemi cannot be reached in Teams.')
    await say(ruth, 'pause my alerts for a week')
    expect(await cardNow(his.alert)).toContain('Ruth Adeyemi has paused alerts.')
    await say(ruth, 'resume my alerts')
  })
})

describe('who may not', () => {
  const every = (alert: string): object[] => [
    { verb: 'alert-open', alert },
    ...['seen', 'useful', 'wrong-data', 'not-useful', 'reason-ended'].map((act) => ({
      verb: 'alert-do',
      alert,
      act,
    })),
    { verb: 'alert-contact', alert },
    { verb: 'alert-reason-form', alert },
    { verb: 'alert-reason', alert, reason: 'placement', until: '2026-12-01' },
    { verb: 'alert-reason', alert },
    { verb: 'alert-pass-form', alert },
    { verb: 'alert-pass', alert, to: demoLeader.staffId },
    { verb: 'alert-pass', alert },
  ]

  test.each([
    ['another tutor', helen],
    ['the leader of the programme, whose alert it is not', gareth],
  ])('%s learns nothing and changes nothing', async (_who, who) => {
    const { alert } = await toldRuth()
    const before = [await row(alert), await seenStudents()]
    for (const data of every(alert)) {
      const answer = words(await press(who, data))
      expect(answer).toContain(notFound)
      expect(answer).not.toMatch(/Aisha|00412301|Ruth/u)
      expect(words(await press(who, { ...data, alert: randomUUID() }))).toBe(answer)
    }
    expect([await row(alert), await seenStudents()]).toEqual(before)
    expect(await acts()).toEqual([])
    expect(await revisions()).toEqual([])
  })

  test('a tutor whose tutee has moved since', async () => {
    const { alert } = await toldRuth()
    const tutors = store.db
      .updateTable('assignment')
      .where('student_id', '=', aisha)
      .where('role', '=', 'personal-tutor')
    await tutors.set({ end_date: '2026-11-01' }).execute()
    const answers: string[] = []
    for (const data of every(alert)) answers.push(words(await press(ruth, data)))
    const [composed, listed] = [await composedNow(store, alert), words(await say(ruth, 'my alerts'))]
    await tutors.set({ end_date: null }).execute()
    for (const answer of [...answers, listed]) expect(answer).not.toMatch(/Aisha|00412301/u)
    for (const answer of answers) expect(answer).toContain(notFound)
    expect(composed).toEqual({ drop: 'out-of-scope' })
    expect(await acts()).toEqual([])
  })

  test('one that was taken back', async () => {
    const { alert, card } = await toldRuth()
    await store.db.updateTable('alert').set({ state: 'withdrawn', ended_at: now.toISOString() }).execute()
    for (const data of every(alert)) expect(words(await press(ruth, data))).toContain(notFound)
    expect(words(await press(ruth, dataOf(card, 'Seen')))).not.toMatch(/Aisha|00412301/u)
    expect(await acts()).toEqual([])
  })

  test('in a group nothing is done or shown', async () => {
    const { alert } = await toldRuth()
    for (const data of every(alert)) {
      const answer = JSON.stringify(await press(ruth, data, group))
      expect(answer).toContain('Let us talk about that in private')
      expect(answer).not.toMatch(/Aisha|00412301/u)
    }
    expect(await acts()).toEqual([])
  })

  test.each([
    ['no ID', { verb: 'alert-do', act: 'seen' }],
    ['an ID that is none', { verb: 'alert-do', alert: "' or 1=1 --", act: 'seen' }],
    ['an act by a form alone', { verb: 'alert-do', alert: randomUUID(), act: 'known-reason' }],
    ['an act that only a contact makes', { verb: 'alert-do', alert: randomUUID(), act: 'contacted' }],
    ['an object for the colleague', { verb: 'alert-pass', alert: randomUUID(), to: { $ne: '' } }],
  ])('%s is no button of the bot', async (_what, data) => {
    expect(JSON.stringify(await press(ruth, data))).toContain('This button is not one of mine')
  })
})
