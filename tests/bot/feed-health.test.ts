import { ask } from '../../bot/ask'
import { daysFromTo } from '../../data/domain/day'
import { recountSourceDays } from '../../data/records/source-days'
import { standardConfiguration as configuration } from '../../data/configuration/indicator'
import { scoreWeeks } from '../../data/scoring/run'
import { useSample } from '../support/sample'
import { clock } from '../support/store'

const store = useSample()

const saidTo = async (staff: string, text: string, kind: 'personal' | 'group' = 'personal') => {
  const appRoles = ['Engagement.Faculty', 'Engagement.Project', 'Engagement.Admin']
  const asker = { key: { idOrEmail: staff }, appRoles }
  const { answer } = await ask(store(), clock, asker, { text, conversation: { id: 'c', kind } })
  return { ...answer, drawn: JSON.stringify(answer.card) }
}

/** From Thursday 19 November on, one in ten of the students who used Canvas is left in its feed. */
async function loseMostOfCanvas(): Promise<void> {
  await store()
    .db.deleteFrom('activity_day')
    .where('source', '=', 'canvas')
    .where('day', '>=', '2026-11-19')
    .where('student_id', 'not like', '%7')
    .execute()
  await recountSourceDays(store().db, daysFromTo('2026-11-19', '2026-11-24'))
}

const stateOfCanvas = () =>
  store()
    .db.selectFrom('indicator_week')
    .select(({ fn }) => ['state', fn.countAll<number>().as('students')])
    .where('source', '=', 'canvas')
    .where('week_start', '=', '2026-11-23')
    .groupBy('state')
    .execute()

test('every role reads how each source stands, in a group too, and nothing of anybody', async () => {
  for (const staff of ['s0101', 's0102', 's0110', 's0127']) {
    const own = await saidTo(staff, 'data status')
    expect(own).toMatchObject({ students: [], access: { role: null } })
    for (const said of [own.text, own.drawn]) {
      expect(said).toContain('One source is left out of the scores')
      expect(said).toMatch(/Data to Monday 23 November · \d+% of the usual amount · last loaded on/u)
    }
    expect(own.text).toContain(
      '- Library: late · Data to Saturday 14 November · left out of the scores · last loaded on Tuesday 24 November',
    )
    const inGroup = await saidTo(staff, 'data status', 'group')
    expect(inGroup.text).toBe(own.text)
    expect(inGroup.drawn).not.toContain('Action.')
  }
})

test('a feed that brings a tenth of the usual is incomplete: said on every answer, left out of the scores', async () => {
  const before = await stateOfCanvas()
  expect(before.find(({ state }) => state === 'counted')?.students).toBeGreaterThan(2_000)
  await loseMostOfCanvas()
  const { text, drawn } = await saidTo('s0101', 'data status')
  expect(text).toContain('3 sources are left out of the scores')
  expect(text).toMatch(
    /- Canvas: incomplete · Complete to Wednesday 18 November · 9% of the usual amount · left out of the scores/u,
  )
  expect(drawn).toContain('◑ Incomplete')
  expect((await saidTo('s0101', 'show my tutees')).text).toContain(
    'late, left out: library (to Saturday 14 November) · incomplete, left out: canvas (to Wednesday 18 November), submissions (to Wednesday 18 November)',
  )
  await scoreWeeks(store(), { clock, configuration, from: '2026-11-23' })
  expect((await stateOfCanvas()).map(({ state }) => state)).toEqual(['late-feed'])
})

test('days that were lost to a feed which is back are said too', async () => {
  await store()
    .db.deleteFrom('activity_day')
    .where('source', '=', 'printing')
    .where('day', '>=', '2026-11-09')
    .where('day', '<', '2026-11-13')
    .execute()
  await recountSourceDays(store().db, daysFromTo('2026-11-09', '2026-11-12'))
  expect((await saidTo('s0101', 'data status')).text).toMatch(
    /- Printing: .*missing from Monday 9 November to Thursday 12 November/u,
  )
  expect((await saidTo('s0101', 'show my tutees')).text).toContain(
    'data missing: printing (Monday 9 November to Thursday 12 November)',
  )
})
