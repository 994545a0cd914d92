import { setTimeout as wait } from 'node:timers/promises'
import { demoTutor } from '../../../data/sample/demo-staff'
import { putMessage } from '../../../data/records/outbox'
import { words } from '../../cards/walk'
import { cardIn, useAlertChat } from '../../support/alert-chat'
import { composedNow, writeAlert, writeEpisode } from '../../support/alert-cards'
import { looksIn } from '../../support/looks'
import { aisha, gareth, helen, ruth } from '../../support/people'
import { buttonsOf, dataOf, inputsOf } from '../../support/pressed'
import { now } from '../../support/store'
import { verify } from '../../support/trail'

const { store, press, say, toldRuth, toldGareth, cardNow, row, revisions } = useAlertChat()
const titles = (card: unknown): string[] => buttonsOf(card).map(({ title }) => title)

describe('the card of an alert', () => {
  test('says what happened, since when, to whom and why, and is on the record of whom it is for', async () => {
    const before = (await looksIn(store)).length
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
    expect((await looksIn(store)).slice(before)).toEqual([
      { intent: 'alert', staff: demoTutor.staffId, students: [aisha] },
    ])
    expect(await row(alert)).toMatchObject({ state: 'told', told_at: now.toISOString(), opened_at: null })
    expect((await verify(store)).faults).toEqual([])
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
    expect(text).toContain('Contact: call by Gareth Pritchard on Tuesday 24 November.')
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
    expect(words(his.card)).toContain('Ruth Adeyemi could not be told of it in time.')
    await say(ruth, 'pause my alerts for a week')
    expect(await cardNow(his.alert)).toBe(words(his.card))
    await say(ruth, 'resume my alerts')
  })
})
