import { demoLeader, demoTutor, otherTutor } from '../../../data/sample/demo-staff'
import { words } from '../../cards/walk'
import { cardIn, useAlertChat } from '../../support/alert-chat'
import { composedNow, deliverNow, writeAlert, writeEpisode } from '../../support/alert-cards'
import { evaluatedOn } from '../../support/alerts'
import { aisha, ruth } from '../../support/people'
import { buttonsOf, dataOf, inputsOf } from '../../support/pressed'
import { now } from '../../support/store'

const { store, press, say, toldRuth, cardNow, acts, row, revisions } = useAlertChat()
const titles = (card: unknown): string[] => buttonsOf(card).map(({ title }) => title)

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
    expect(words(done)).toContain(
      'Done: you said that it was not useful, Tuesday 24 November, 09:00. Thank you: it counts.',
    )
    expect(words(done).match(/you said/giu)).toHaveLength(1)
    expect(await row(alert)).toMatchObject({ state: 'closed', ended_at: now.toISOString() })
    const late = await press(ruth, dataOf(card, 'Seen'))
    expect(words(late)).toContain('This alert had ended before: nothing was changed.')
    await press(ruth, { ...dataOf(card, 'Seen'), act: 'useful' })
    expect(await acts()).toEqual(['not-useful', 'useful'])
  })

  test('not useful, it is opened again by its holder, and what they thought of it counts until they say otherwise', async () => {
    const { alert, card } = await toldRuth()
    const done = await press(ruth, dataOf(card, 'Not useful'))
    const [again] = await Promise.all([1, 2].map(() => press(ruth, dataOf(done, 'Reopen'))))
    expect(await row(alert)).toMatchObject({ state: 'told', ended_at: null })
    expect(await acts()).toEqual(['not-useful', 'seen'])
    expect(words(again)).not.toContain('Done:')
    expect(words(again)).toContain('You opened this again, Tuesday 24 November, 09:00.')
    expect(titles(again)).toEqual(expect.arrayContaining(['I have been in touch', 'Useful', 'Not useful']))
    expect(await cardNow(alert)).toBe(words(again))
    await press(ruth, dataOf(again, 'Not useful'))
    expect(await row(alert)).toMatchObject({ state: 'closed' })
    expect(await acts()).toEqual(['not-useful', 'seen', 'not-useful'])
  })

  test('it is not opened again where nothing of it goes on, or another tells of the student', async () => {
    const { alert, card } = await toldRuth()
    const done = await press(ruth, dataOf(card, 'Not useful'))
    const episodes = [await writeEpisode(store, aisha, { rule: 'newly-low' })]
    await deliverNow(
      store,
      await writeAlert(store, { staffId: demoTutor.staffId, studentId: aisha, episodes }),
    )
    const open = { ...dataOf(done, 'Reopen'), verb: 'alert-open', act: undefined }
    expect(titles(await press(ruth, open))).not.toContain('Reopen')
    expect(words(await press(ruth, dataOf(done, 'Reopen')))).toContain('nothing was changed')
    await store.db.deleteFrom('alert_reason').where('alert_id', '<>', alert).execute()
    await store.db.deleteFrom('alert').where('alert_id', '<>', alert).execute()
    expect(titles(await press(ruth, open))).toContain('Reopen')
    await store.db.updateTable('alert_episode').set({ state: 'closed', last_change: 'closed' }).execute()
    expect(titles(await press(ruth, open))).not.toContain('Reopen')
    expect(words(await press(ruth, dataOf(done, 'Reopen')))).toContain('nothing was changed')
    expect(await row(alert)).toMatchObject({ state: 'closed' })
  })

  test('in touch: a contact that is saved from its form ends it', async () => {
    const { alert, card } = await toldRuth()
    const form = await press(ruth, dataOf(card, 'I have been in touch'))
    expect(words(form)).toContain(
      'Record a contact\nAisha Rahman · 00412301 · shown to you as personal tutor',
    )
    expect(titles(form)).toContain('Back to the alert')
    expect(words(card)).toContain('No contact recorded in the last 28 days.')
    expect(await acts()).toEqual(['opened'])
    expect(await row(alert)).toMatchObject({ state: 'told', opened_at: now.toISOString() })
    const save = { ...dataOf(form, 'Save'), ...inputsOf(form), channel: 'call' }
    expect(words(await press(ruth, save))).toContain('Contact recorded')
    expect(words(await press(ruth, save))).toContain('Contact recorded')
    expect(await acts()).toEqual(['opened', 'contacted'])
    expect(await row(alert)).toMatchObject({ state: 'closed' })
    const card2 = await cardNow(alert)
    expect(card2).toContain('Done: you have been in touch, Tuesday 24 November, 09:00.')
    expect(card2).toContain('Contact: call by you on Tuesday 24 November.')
    expect(card2).not.toContain('No contact recorded')
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
    const form = await press(ruth, dataOf(card, 'Wrong data'))
    for (let times = 0; times < 2; times += 1)
      await press(ruth, { ...dataOf(form, 'Report'), what: 'attendance' })
    const reports = await store.db.selectFrom('outbox').selectAll().where('kind', '=', 'wrong-data').execute()
    expect(reports.length).toBeGreaterThan(0)
    expect(new Set(reports.map(({ recipient }) => recipient)).size).toBe(reports.length)
    for (const { payload } of reports) expect(JSON.parse(payload)).toEqual({ alert, what: 'attendance' })
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
    await evaluatedOn(store, '2026-11-01')
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
    expect(his).toContain('You get this because Ruth Adeyemi passed it on to you.')
    expect(his).not.toContain('also has this')
    expect(words(await press(ruth, dataOf(form, 'Pass on')))).toContain('Done: you passed it on')
  })
})
