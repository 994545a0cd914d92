import { dayOf } from '../../../data/domain/day'
import { unitPosts } from '../../../data/queries/unit-posts'
import { pauseAlerts } from '../../../data/records/alert-preferences'
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
  expect(text).toContain('Open about 9 students')
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

it('shows how useful alerts were found once five were judged', async () => {
  const verdicts = (await alertsIn(store())).filter(({ state }) => state === 'told').slice(0, 5)
  const useful = 'Found useful'
  expect(cardText((await cardOf('programme-leader')).made)).toContain('Fewer than 5 verdicts')
  for (const [index, { alert_id: alert, staff_id: staff }] of verdicts.entries())
    await actOn(store(), { alert, staff, act: index === 0 ? 'not-useful' : 'contacted', at: tuesday })
  const text = cardText((await cardOf('programme-leader')).made)
  expect(text).toContain(useful)
  expect(verdicts).toHaveLength(5)
})

it.each(['director-of-school', 'faculty-ade', 'faculty-pvc', 'elt'])(
  'shows a %s numbers alone, under disclosure control, and only with the second key',
  async (role) => {
    const { message, made } = await cardOf(role)
    const text = cardText(made)
    expect(text).toContain('Counts are rounded to the nearest 5')
    expect(text).not.toContain('To look at first')
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
