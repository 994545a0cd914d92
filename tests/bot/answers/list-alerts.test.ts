import { z } from 'zod'
import { ask, type Asked } from '../../../bot/ask'
import { demoLeader, demoTutor } from '../../../data/sample/demo-staff'
import { buttonsOf, dataOf } from '../../support/pressed'
import { pressAs } from '../../support/alert-acts'
import { writeAlert, writeEpisode } from '../../support/alert-cards'
import { withoutAlerts } from '../../support/alerts'
import { clock, now } from '../../support/store'
import { useSample } from '../../support/sample'

const alertOpen = z.object({
  verb: z.literal('alert-open'),
  alert: z.string(),
  back: z.object({ state: z.literal('all').optional(), page: z.number() }),
})

const alertDo = z.object({
  verb: z.literal('alert-do'),
  alert: z.string(),
  act: z.literal('seen'),
  back: z.object({ state: z.literal('all'), page: z.number() }),
})

const store = useSample()
const officer = 's0123'
const key = ['Engagement.DataProtection']
const ruth = demoTutor.staffId

function askAs(
  staff: string,
  text: string,
  appRoles: string[] = [],
  limit = 1_000,
  page = 1,
): Promise<Asked> {
  const message = { text, page, conversation: { id: 'test', kind: 'personal' } as const }
  return ask(store(), clock, { key: { idOrEmail: staff }, appRoles }, message, { hour: limit, day: limit })
}

const alertsTo = async (staff: string, appRoles: string[] = []): Promise<string> =>
  (await askAs(staff, 'any alerts?', appRoles)).answer.text

beforeEach(() => withoutAlerts(store()))

const tutees = async (): Promise<string[]> =>
  (await askAs(ruth, 'show my tutees by name')).answer.students.concat(
    (await askAs(ruth, 'show my tutees by name', [], 1_000, 2)).answer.students,
  )

test('the data-protection role learns who looked at unusually many students, and never at whom', async () => {
  expect(await alertsTo(officer, key)).toContain('Nobody looked at unusually many students.')
  await askAs(ruth, 'show my tutees by name', [], 10)
  expect(await alertsTo(officer, key)).toContain('Nobody looked at unusually many students.')
  await askAs(ruth, 'show my tutees by name', [], 9)
  const told = await alertsTo(officer, key)
  expect(told).toContain('1 alert, one per person and day')
  expect(told).toMatch(
    /Ruth Adeyemi \(s0101\): .*, \d\d:\d\d: 10 students in an hour \(limit 9\), 10 in 24 hours/u,
  )
  expect(told).not.toMatch(/004\d{5}/u)
})

describe('alerts about students', () => {
  test('are listed the most concerning first, each with its way in, and those shown are on the record', async () => {
    const ids = ['00412301', '00412304', '00412306']
    for (const [index, studentId] of ids.entries()) {
      const episode = await writeEpisode(store(), studentId, { level: [1, 3, 2][index] ?? 1 })
      await writeAlert(store(), { staffId: ruth, studentId, episodes: [episode] })
    }
    const { answer } = await askAs(ruth, 'my alerts')
    expect(answer.students).toEqual(['00412304', '00412306', '00412301'])
    expect(answer.text).toMatch(/^Your open alerts\n3 alerts, the most concerning first\nData to/u)
    expect(answer.text).toContain('High concern, 24 Nov: No activity for 14 days')
    const opened = await pressAs(store(), ruth, alertOpen.parse(dataOf(answer.card, 'Open')))
    expect(opened.text).toContain('Chidi Okafor')
    expect((await askAs(ruth, 'show 00412304')).answer.text).toContain('You have an alert about them')
    expect((await askAs(demoLeader.staffId, 'show 00412304')).answer.text).not.toContain('You have an alert')
    const looks = await store()
      .db.selectFrom('access_entry')
      .innerJoin('access_entry_student', 'access_entry_student.entry_id', 'access_entry.entry_id')
      .where('access_entry.intent', '=', 'list-alerts')
      .select('access_entry_student.student_id')
      .execute()
    expect(looks.map(({ student_id }) => student_id).sort()).toEqual([...ids].sort())
    expect(await alertsTo(demoLeader.staffId)).toContain('There are none: nothing waits for you here.')
  })

  test('have a way back to the page of the list that each was opened from', async () => {
    for (const studentId of (await tutees()).slice(0, 11))
      await writeAlert(store(), {
        staffId: ruth,
        studentId,
        episodes: [await writeEpisode(store(), studentId)],
      })
    const page = (await askAs(ruth, 'all alerts', [], 1_000, 2)).answer
    const opened = await pressAs(store(), ruth, alertOpen.parse(dataOf(page.card, 'Open')))
    const seen = await pressAs(store(), ruth, alertDo.parse(dataOf(opened.card, 'Seen')))
    const back = { verb: 'ask', question: { intent: 'list-alerts', state: 'all' }, page: 2 }
    for (const { card } of [opened, seen]) expect(dataOf(card, 'Back to my alerts')).toEqual(back)
    const form = await pressAs(store(), ruth, {
      verb: 'alert-pass-form',
      alert: alertDo.parse(dataOf(opened.card, 'Seen')).alert,
      back: { page: 2 },
    })
    const { card } = await pressAs(store(), ruth, {
      verb: 'alert-open',
      alert: alertDo.parse(dataOf(opened.card, 'Seen')).alert,
    })
    expect(JSON.stringify(card)).toContain('"title":"All my alerts"')
    expect(dataOf(form.card, 'Back to the alert')).toMatchObject({ back: { page: 2 } })
  })

  test('come ten a page, and go on with “more”', async () => {
    const ids = await tutees()
    expect(ids.length).toBeGreaterThan(10)
    for (const studentId of ids) {
      const episodes = [await writeEpisode(store(), studentId)]
      await writeAlert(store(), { staffId: ruth, studentId, episodes })
    }
    const first = await askAs(ruth, 'my alerts')
    expect(first.answer.students).toHaveLength(10)
    expect(buttonsOf(first.answer.card).map(({ title }) => title)).toContain('Next')
    const second = await askAs(ruth, 'my alerts', [], 1_000, 2)
    expect([...first.answer.students, ...second.answer.students].sort()).toEqual([...ids].sort())
    const memory = { conversation: { id: 'memory', kind: 'personal' } as const, memory: 'follow' as const }
    const say = (text: string): Promise<Asked> =>
      ask(store(), clock, { key: { idOrEmail: ruth }, appRoles: [] }, { text, ...memory })
    await say('my alerts')
    expect((await say('more')).answer.students).toEqual(second.answer.students)
    expect((await say('only the open ones')).query).toEqual({ intent: 'list-alerts', state: 'open' })
  })

  test('that are over come with all of the last 90 days alone', async () => {
    const [open, over, old] = ['00412301', '00412304', '00412306'] as const
    for (const studentId of [open, over, old]) {
      const episodes = [await writeEpisode(store(), studentId)]
      const alert = await writeAlert(store(), { staffId: ruth, studentId, episodes })
      if (studentId === open) continue
      const made_at = new Date(now.getTime() - (studentId === old ? 91 : 89) * 86_400_000).toISOString()
      const ended = { state: 'closed', ended_at: made_at, made_at } as const
      await store().db.updateTable('alert').set(ended).where('alert_id', '=', alert).execute()
    }
    expect((await askAs(ruth, 'my alerts')).answer.students).toEqual([open])
    const all = await askAs(ruth, 'all my alerts including closed')
    expect(all.answer.students).toEqual([open, over])
    expect(all.answer.text).toContain('Done, ')
  })

  test('of which nothing holds any more, or that were taken back, are not open', async () => {
    const closed = await writeEpisode(store(), '00412301', { state: 'closed' })
    await writeAlert(store(), { staffId: ruth, studentId: '00412301', episodes: [closed] })
    const episode = await writeEpisode(store(), '00412304')
    const alert = await writeAlert(store(), { staffId: ruth, studentId: '00412304', episodes: [episode] })
    await store().db.updateTable('alert').set({ state: 'withdrawn' }).where('alert_id', '=', alert).execute()
    expect((await askAs(ruth, 'my alerts')).answer.students).toEqual([])
    const all = await askAs(ruth, 'list all alerts')
    expect(all.answer.students).toEqual(['00412301'])
    expect(all.answer.text).toContain('Over, ')
  })
})

test('who has both roles is told of both', async () => {
  await store()
    .db.updateTable('assignment')
    .set({ staff_id: officer })
    .where('student_id', '=', '00412301')
    .where('role', '=', 'personal-tutor')
    .execute()
  const episodes = [await writeEpisode(store(), '00412301')]
  await writeAlert(store(), { staffId: officer, studentId: '00412301', episodes })
  const { answer } = await askAs(officer, 'my alerts', key)
  expect(answer.text).toMatch(/^Unusual looks in the last 30 days · /u)
  expect(answer.students).toEqual(['00412301'])
  expect((await askAs(officer, 'my alerts')).answer.text).not.toContain('Unusual looks')
  await store()
    .db.updateTable('assignment')
    .set({ staff_id: ruth })
    .where('student_id', '=', '00412301')
    .where('role', '=', 'personal-tutor')
    .execute()
})

test.each([
  [officer, [], 'Your roles get nothing unasked.'],
  ['s0119', ['Engagement.Institution'], 'Once a week you get a card with numbers'],
  ['s0107', ['Engagement.School'], 'Once a week you get a card with numbers'],
  ['s0116', ['Engagement.FacultyAdmin'], 'Your roles get nothing unasked.'],
  ['s0125', [], 'Your roles get nothing unasked.'],
] as const)('to %s with %j it says what they get instead', async (staff, roles, told) => {
  const { query, answer } = await askAs(staff, 'list alerts', [...roles])
  expect(query).toEqual({ intent: 'list-alerts' })
  expect(answer.text).toContain('You get no alerts about single students')
  expect(answer.text).toContain(told)
  expect(answer.text).not.toMatch(/Ruth|does not send|yet/u)
  expect(answer.text).toContain('You can ask: ')
})

test('a role without its key is told of it', async () => {
  expect(await alertsTo(officer)).toContain('Engagement.DataProtection')
})

test('administrators learn how deliveries go, with their second key, and no name', async () => {
  const told = await alertsTo('s0125', ['Engagement.Admin'])
  expect(told).toContain('Messages sent unasked in the last 30 days')
  expect(told).toMatch(/Personal tutor: 0 of \d+, 0 blocked, \d+ without a chat/u)
  expect(told).not.toMatch(/s0\d{3}|Ruth/u)
})

test('in a group nothing is said', async () => {
  const message = { text: 'list alerts', conversation: { id: 'test', kind: 'group' } as const }
  const { answer } = await ask(store(), clock, { key: { idOrEmail: officer }, appRoles: key }, message)
  expect(answer.text).not.toContain('Ruth')
})

describe('of alerts as a whole', () => {
  const admin = ['Engagement.Admin']

  test('administrators read how deliveries go, and how useful alerts were found', async () => {
    for (const text of ['deliveries', 'show deliveries', 'usefulness of alerts', 'are the alerts any good'])
      expect((await askAs('s0125', text, admin)).answer.text).toMatch(/^Messages sent unasked/u)
  })

  test('others read their alerts, or where it stands', async () => {
    const asked = async (who: string, text: string) => (await askAs(who, text)).answer.text
    expect(await asked(ruth, 'alert deliveries')).toMatch(/^Your open alerts/u)
    expect(await asked(ruth, 'usefulness of alerts')).toMatch(
      /^How useful alerts were found\nIt stands on the weekly card/u,
    )
    expect(await asked(ruth, 'weekly card')).toContain('Your roles get no weekly card.')
    expect(await asked(demoLeader.staffId, 'weekly card')).toContain('It comes here by itself, once a week')
  })
})
