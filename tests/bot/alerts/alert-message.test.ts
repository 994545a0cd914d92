import { composers } from '../../../bot/alerts/messages/composers'
import { chooseAlerts } from '../../../data/records/alert-choices'
import { pauseAlerts, resumeAlerts } from '../../../data/records/alert-pause'
import { readMessage } from '../../../data/records/outbox'
import { demoLeader, demoTutor } from '../../../data/sample/demo-staff'
import { words } from '../../cards/walk'
import { pressAs } from '../../support/alert-acts'
import { composedNow, deliverNow, writeAlert, writeEpisode } from '../../support/alert-cards'
import { aisha } from '../../support/people'
import { now } from '../../support/store'
import { useWaitingAlert } from '../../support/waiting-alert'

const { store, waiting, row, setAlert, setEpisode, again, withoutTutor } = useWaitingAlert()
const remind = (alert: string): Promise<void> => again(alert, 'remind')
const ruth = demoTutor.staffId

describe('an alert that waits to be told', () => {
  test('is told, and its reminder too, once nothing was done with it', async () => {
    const { alert } = await waiting()
    expect(await deliverNow(store, alert)).toHaveProperty('card')
    await remind(alert)
    const reminder = await deliverNow(store, `remind:${alert}`)
    expect(words('card' in reminder && reminder.card)).toContain(
      'Reminder: you have not responded to this yet.',
    )
    expect(await row(alert)).toMatchObject({ state: 'told', told_at: now.toISOString() })
    // The first card goes, for the reminder has taken its place.
    expect(await composedNow(store, alert)).toEqual({ drop: 'superseded' })
    const revised = await store.db.selectFrom('outbox').select('id').where('kind', '=', 'revision').execute()
    expect(revised).toEqual([{ id: `revise:${alert}` }])
  })

  test('that was opened before its reminder came has none, and keeps its card', async () => {
    const { alert } = await waiting()
    await deliverNow(store, alert)
    await remind(alert)
    await setAlert(alert, { opened_at: now.toISOString() })
    expect(await composedNow(store, alert)).toHaveProperty('card')
    expect(await deliverNow(store, `remind:${alert}`)).toEqual({ drop: 'opened' })
    expect(await row(alert)).toMatchObject({ message_id: alert, state: 'told' })
  })

  test('that has become worse is told again, though it was opened', async () => {
    const { alert } = await waiting()
    await deliverNow(store, alert)
    await setAlert(alert, { opened_at: now.toISOString() })
    await again(alert, 'worse')
    const told = await deliverNow(store, `worse:${alert}`)
    expect(words('card' in told && told.card)).toContain('This has become worse since you were told.')
  })

  test.each<[string, string, (alert: string) => Promise<unknown>, string]>([
    ['of which the episode has closed', 'over', () => setEpisode('closed'), 'closed'],
    ['of which it turned out that it never was', 'over', () => setEpisode('corrected'), 'closed'],
    [
      'that ended',
      'over',
      (alert) => setAlert(alert, { state: 'closed', ended_at: now.toISOString() }),
      'closed',
    ],
    ['that was withdrawn', 'withdrawn', (alert) => setAlert(alert, { state: 'withdrawn' }), 'withdrawn'],
    [
      'that they found by themselves',
      'opened',
      (alert) => setAlert(alert, { opened_at: now.toISOString() }),
      'told',
    ],
    [
      'of another person by now',
      'out-of-scope',
      (alert) => setAlert(alert, { staff_id: demoLeader.staffId }),
      'withdrawn',
    ],
  ])('and %s is not told: %s', async (_what, code, change, state) => {
    const { alert } = await waiting()
    await change(alert)
    expect(await deliverNow(store, alert)).toEqual({ drop: code })
    expect(await row(alert)).toMatchObject({ state })
  })

  test('about whom its recipient may no longer see is not told, and ends', async () => {
    const { alert } = await waiting()
    expect(await withoutTutor(() => deliverNow(store, alert))).toEqual({ drop: 'out-of-scope' })
    expect(await row(alert)).toMatchObject({ state: 'withdrawn', ended_at: now.toISOString() })
  })

  test('waits while its recipient has paused alerts; a card that was told is still put right', async () => {
    const { alert } = await waiting()
    await pauseAlerts(store, ruth, { until: '2026-12-01' }, now)
    expect(await composedNow(store, alert)).toEqual({ later: new Date('2026-12-01T00:00:00Z') })
    await pauseAlerts(store, ruth, { until: null }, now)
    expect(await composedNow(store, alert)).toEqual({ later: new Date('2026-11-25T00:00:00Z') })
    await resumeAlerts(store, ruth)
    await deliverNow(store, alert)
    await pauseAlerts(store, ruth, { until: null }, now)
    expect(await composedNow(store, alert)).toHaveProperty('card')
    await resumeAlerts(store, ruth)
  })

  test('that cannot be delivered is undelivered', async () => {
    const { alert } = await waiting()
    const message = await readMessage(store.db, alert)
    await store.transaction(
      async ({ db }) => message && composers['alert']?.unsent?.(db, message, 'no-chat', now),
    )
    expect(await row(alert)).toMatchObject({ state: 'undelivered', ended_at: null })
  })
})

describe('what an alert says has happened', () => {
  const told = async (episodes: string[]): Promise<string> => {
    const alert = await writeAlert(store, { staffId: ruth, studentId: aisha, episodes })
    const card = await deliverNow(store, alert)
    return words('card' in card && card.card)
  }

  test('names each day once, and a day of its own for what came to be known later', async () => {
    const low = await writeEpisode(store, aisha, {
      rule: 'newly-low',
      reason: 'The band went from partial to low in the week of 9 Nov.',
    })
    const silent = await writeEpisode(store, aisha)
    const work = await writeEpisode(store, aisha, {
      rule: 'nothing-handed-in',
      reason: 'One piece of work due on 20 Nov has not been handed in; most peers have handed it in.',
    })
    await store.db
      .updateTable('alert_episode')
      .set({ opened_on: '2026-11-24', since: '2026-11-20' })
      .where('episode_id', '=', work)
      .execute()
    const text = await told([low, silent, work])
    expect(text).toContain('low in the week of 9 Nov\r')
    expect(text).toContain('No activity for 14 days that count, since Monday 9 November\r')
    expect(text).toContain('most peers have handed it in · new on Tuesday 24 November')
    expect(text).toContain('An alert is a prompt for a conversation. People decide, never this system.')
  })
})

describe('an alert that was told', () => {
  test('and turns out never to have been is taken back, unless it was opened', async () => {
    const { alert } = await waiting()
    await deliverNow(store, alert)
    await setEpisode('corrected')
    expect(await composedNow(store, alert)).toEqual({ drop: 'withdrawn' })
    await setAlert(alert, { opened_at: now.toISOString() })
    const kept = await composedNow(store, alert)
    expect(words('card' in kept && kept.card)).toMatch(
      /^Data that came later show that this was not so: please disregard it\./u,
    )
  })

  test('and is over says so', async () => {
    const { alert } = await waiting()
    await deliverNow(store, alert)
    await setEpisode('closed')
    const kept = await composedNow(store, alert)
    const text = words('card' in kept && kept.card)
    expect(text).toMatch(/^Over since Tuesday 24 November: nothing of this holds any more\./u)
    expect(text).toContain('· over since Tuesday 24 November')
  })

  test('is taken back where its recipient may no longer see the student', async () => {
    const { alert } = await waiting()
    await deliverNow(store, alert)
    expect(await withoutTutor(() => composedNow(store, alert))).toEqual({ drop: 'out-of-scope' })
  })

  test('passed to somebody who wants a digest comes in that', async () => {
    await chooseAlerts(store, demoLeader.staffId, { frequency: 'digest' }, now)
    const { alert } = await waiting()
    await deliverNow(store, alert)
    await pressAs(store, demoTutor.email, { verb: 'alert-pass', alert, to: demoLeader.staffId })
    const passed = await store.db.selectFrom('alert').selectAll().where('why', '=', 'passed-on').execute()
    expect(passed).toMatchObject([{ told_in: 'digest', message_id: null, state: 'waiting' }])
    await chooseAlerts(store, demoLeader.staffId, { frequency: 'each' }, now)
  })
})
