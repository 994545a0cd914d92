import { dayOf } from '../../../data/domain/day'
import { unitPosts } from '../../../data/queries/unit-posts'
import { pauseAlerts } from '../../../data/records/alert-pause'
import type { Store } from '../../../data/store/store'
import { actOn, alertsIn, choose, deliver, episode, evaluatedOn } from '../../support/alerts'
import { size } from '../../cards/walk'
import { cardText, composed, type ComposedRow } from '../../support/composing'
import { planIn, tuesday } from '../../support/planning'
import { useSample } from '../../support/sample'

const store = useSample()
const plan = planIn(store)
const keys = ['Engagement.School', 'Engagement.Faculty', 'Engagement.Institution']

const weekly = async (of: Store) =>
  of.db.selectFrom('outbox').selectAll().where('kind', '=', 'weekly-card').orderBy('id').execute()

const compose = (row: ComposedRow, appRoles = keys) => composed(store(), row, { at: tuesday, appRoles })

/** Of a programme leader, the one whose students the alerts are about. */
const cardOf = async (role: string, appRoles = keys) => {
  const isOne = (payload: string) =>
    payload.includes(`"${role}"`) && (role !== 'programme-leader' || payload.includes(`"${programme}"`))
  const message = (await weekly(store())).find(({ payload }) => isOne(payload))
  if (!message) throw new Error(`no card for a ${role}`)
  return { message, made: await compose(message, appRoles) }
}

async function openEpisodes(): Promise<string[]> {
  const { unit } =
    (await unitPosts(store().db, '2026-11-24')).find(({ role }) => role === 'programme-leader') ?? {}
  const students = await store()
    .db.selectFrom('student')
    .where('programme_code', '=', unit ?? '')
    .where('status', '=', 'active')
    .select('student_id')
    .orderBy('student_id')
    .execute()
  programme = unit ?? ''
  const ids = students.slice(0, 9).map(({ student_id }) => student_id)
  for (const student of ids) await episode(store(), { student, programme, rule: 'silent' })
  return ids
}

let students: string[]
let programme = ''
beforeAll(async () => {
  await evaluatedOn(store(), '2026-11-01')
  students = await openEpisodes()
})

it('is one for each person, role and unit a week, on Monday at nine, and caught up for two days', async () => {
  const posts = await unitPosts(store().db, dayOf(tuesday))
  expect(posts.length).toBeGreaterThan(20)
  expect((await plan()).weeklyCards).toBe(posts.length)
  expect((await plan()).weeklyCards).toBe(0)
  expect(new Set((await weekly(store())).map(({ due_at }) => due_at))).toEqual(
    new Set(['2026-11-23T09:00:00.000Z']),
  )
  expect((await plan(new Date('2026-12-03T09:00:00Z'))).weeklyCards).toBe(0)
  expect((await plan(new Date('2026-11-30T00:30:00Z'))).weeklyCards).toBe(posts.length)
  const roles = new Set(
    (await weekly(store())).map(({ payload }) => (JSON.parse(payload) as { role: string }).role),
  )
  expect([...roles].sort()).toEqual([
    'director-of-school',
    'elt',
    'faculty-ade',
    'faculty-pvc',
    'level-tutor',
    'programme-leader',
  ])
})

it('shows a programme leader the picture, the few by name and how alerts fare', async () => {
  await deliver(store(), tuesday)
  const { message, made } = await cardOf('programme-leader')
  if (!('card' in made)) throw new Error('no card')
  const text = cardText(made)
  expect(text).toContain('Chart.VerticalBar')
  expect(text).toContain('To look at first')
  expect(text.match(/"text":"show \d+"/gu)).toHaveLength(5)
  for (const [title, value] of [
    ['Students with an open alert', 'about 10'],
    ['Of these, staff were told of', 'about 5'],
    ['And responded to', '0 to 2'],
  ])
    expect(text).toContain(JSON.stringify({ title, value }))
  expect(text).toContain('Percentage with low or no engagement, by week')
  expect(text).toContain('This card names students: pass on the numbers, not the card.')
  expect(text).toContain('alert settings')
  expect(text).toContain('People decide, never this system')
  expect(size(made.card)).toBeLessThan(28 * 1024)
  const seen = await store()
    .db.selectFrom('access_entry')
    .innerJoin('access_entry_student', 'access_entry_student.entry_id', 'access_entry.entry_id')
    .where('staff_id', '=', message.recipient ?? '')
    .select(['intent', 'student_id'])
    .execute()
  expect(seen).toHaveLength(5)
  for (const { intent, student_id } of seen) {
    expect(intent).toBe('weekly-card')
    expect(students).toContain(student_id)
  }
})

it('says of each of the few whether staff were told, and whether anybody has responded', async () => {
  const wordsOf = async () =>
    cardText((await cardOf('programme-leader')).made).match(/(?<= · )staff [a-z, ]+(?=")/gu) ?? []
  const told = Array<string>(5).fill('staff told, no response yet')
  expect(await wordsOf()).toEqual(told)
  const toldAt = (told_at: string | null) =>
    store().db.updateTable('alert').set({ told_at }).where('state', '=', 'told').execute()
  await toldAt(null)
  expect(await wordsOf()).toEqual(Array<string>(5).fill('staff not told yet'))
  await toldAt(tuesday.toISOString())
  const [, open = ''] = /"text":"show (\d+)"/u.exec(cardText((await cardOf('programme-leader')).made)) ?? []
  const own = store().db.updateTable('alert').where('student_id', '=', open)
  await own.set({ opened_at: tuesday.toISOString() }).execute()
  expect(await wordsOf()).toEqual(['staff have responded', ...told.slice(1)])
})

it('shows how useful alerts were found once five were judged, by three people', async () => {
  const verdicts = (await alertsIn(store())).filter(({ state }) => state === 'told').slice(0, 5)
  expect(cardText((await cardOf('programme-leader')).made)).toContain(
    'Too few answers yet: no activity at all',
  )
  const judges = (await unitPosts(store().db, '2026-11-24')).map(({ staffId }) => staffId)
  const people = [...new Set(judges)].slice(0, 3)
  for (const [index, { alert_id: alert }] of verdicts.entries()) {
    const staff = people[index % people.length] ?? ''
    await actOn(store(), { alert, staff, act: index === 0 ? 'not-useful' : 'contacted', at: tuesday })
  }
  expect(cardText((await cardOf('programme-leader')).made)).toContain(
    'about 80% useful, of about 5 judged and about 5 told',
  )
})

it.each([
  ['director-of-school', 'director of school'],
  ['faculty-ade', 'faculty associate dean'],
  ['faculty-pvc', 'faculty pro-vice-chancellor'],
  ['elt', 'Executive Leadership Team'],
])(
  'shows a %s numbers alone, under disclosure control, and only with the second key',
  async (role, words) => {
    const { message, made } = await cardOf(role)
    const text = cardText(made)
    expect(text).toContain('Counts are rounded to the nearest 5')
    expect(text).toContain(`You get this every week as ${words}`)
    expect(text).not.toContain('To look at first')
    expect(text).not.toContain('names students')
    expect(text).not.toMatch(/show \d{6,}/u)
    const names = await store().db.selectFrom('student').select(['student_id', 'email']).execute()
    for (const { student_id, email } of names) {
      expect(text.includes(student_id)).toBe(false)
      expect(text.includes(email)).toBe(false)
    }
    const seen = await store()
      .db.selectFrom('access_entry')
      .innerJoin('access_entry_student', 'access_entry_student.entry_id', 'access_entry.entry_id')
      .where('staff_id', '=', message.recipient ?? '')
      .selectAll()
      .execute()
    expect(seen).toEqual([])
    expect(await compose(message, [])).toEqual({ drop: 'no-scope' })
  },
)

it('is remembered like an answer, so that it cannot be set off against others', async () => {
  const { message } = await cardOf('faculty-pvc')
  const remembered = await store()
    .db.selectFrom('aggregate_answer')
    .where('staff_id', '=', message.recipient ?? '')
    .selectAll()
    .execute()
  expect(remembered.length).toBeGreaterThan(0)
})

it('does not come to who has switched it off or paused, at planning and at sending', async () => {
  const { message } = await cardOf('level-tutor')
  const staff = message.recipient ?? ''
  await choose(store(), staff, { off: ['weekly-card'] })
  expect(await compose(message)).toEqual({ drop: 'unwanted' })
  await choose(store(), staff, { off: [] })
  expect(cardText(await compose(message))).toContain('level')
  await pauseAlerts(store(), staff, { until: null }, tuesday)
  expect(await compose(message)).toEqual({ drop: 'unwanted' })
  await store().db.deleteFrom('outbox').where('kind', '=', 'weekly-card').execute()
  await plan()
  expect((await weekly(store())).some(({ recipient }) => recipient === staff)).toBe(false)
})

it('is taken back once from whoever no longer holds the role, and from nobody else', async () => {
  await plan()
  await deliver(store(), tuesday)
  const { message } = await cardOf('programme-leader')
  await store()
    .db.updateTable('assignment')
    .set({ end_date: '2026-11-24' })
    .where('staff_id', '=', message.recipient ?? '')
    .where('role', '=', 'programme-leader')
    .execute()
  const revisionsOf = () =>
    store().db.selectFrom('outbox').selectAll().where('kind', '=', 'revision').execute()
  const weeklyOf = async () => (await revisionsOf()).filter(({ payload }) => payload.includes('weekly:'))
  expect(await weeklyOf()).toEqual([])
  await plan()
  const cards = (await weekly(store())).filter(({ recipient, payload }) => {
    const isTheirs = recipient === message.recipient && payload.includes('"programme-leader"')
    return isTheirs
  })
  const sent = cards.filter(({ outcome }) => outcome === 'sent').map(({ id }) => `revise:${id}`)
  expect((await weeklyOf()).map(({ id }) => id).sort()).toEqual(sent.sort())
  expect(await compose(message)).toEqual({ drop: 'no-scope' })
  await deliver(store(), tuesday)
  await plan()
  expect((await weeklyOf()).filter(({ done_at }) => done_at === null)).toEqual([])
})
