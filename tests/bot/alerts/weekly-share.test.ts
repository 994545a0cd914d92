import { weeklyCardKind } from '../../../bot/alerts/plan/week-ids'
import { buttons, ofType, words } from '../../cards/walk'
import { composed } from '../../support/composing'
import { useSample } from '../../support/sample'
import { now } from '../../support/store'

const sample = useSample()

/** The weekly card of whoever holds this role, as it would come now. */
async function cardOf(role: 'programme-leader' | 'level-tutor', unit: string, level: number | null) {
  const { staff_id: recipient } = await sample()
    .db.selectFrom('assignment')
    .where('role', '=', role)
    .where('scope_code', '=', unit)
    .$if(level !== null, (rows) => rows.where('level', '=', level))
    .select('staff_id')
    .executeTakeFirstOrThrow()
  const payload = JSON.stringify({ role, unit, level })
  const made = await composed(sample(), { id: 'w', kind: weeklyCardKind, payload, recipient }, { at: now })
  if (!('card' in made)) throw new Error(JSON.stringify(made))
  return made.card
}

const chart = (card: unknown) => ofType(card, 'Chart.VerticalBar')

test('draws the share of low or no engagement by week, the last one as the total has it', async () => {
  const card = await cardOf('programme-leader', 'BSC-CS', null)
  const [share] = /(\d+)% low or no engagement/u.exec(words(card))?.slice(1) ?? []
  const [bars] = chart(card)
  expect(words(card)).toContain('Percentage with low or no engagement, by week')
  expect(bars).toMatchObject({ yMin: 0 })
  const points = bars?.['data'] as { x: string; y: number }[]
  expect(points.at(-1)).toMatchObject({ x: '23 Nov', y: Number(share) })
  // In the first week nobody could be judged, so that nobody was low.
  expect(points[0]?.x).toBe('28 Sept')
  const most = Math.max(...points.map(({ y }) => y))
  expect(bars?.['yMax']).toBeGreaterThan(most)
  expect(bars?.['yMax']).toBeLessThanOrEqual(most + 10)
})

test('draws nothing of a level in which nobody can be judged, nor of one of fewer than 23', async () => {
  expect(chart(await cardOf('level-tutor', 'BSC-CYB', 5))).toEqual([])
  expect(chart(await cardOf('level-tutor', 'BSC-CYB', 6))).toHaveLength(1)
  const { db } = sample()
  const level = db.selectFrom('student').where('programme_code', '=', 'BSC-CYB').where('level', '=', 6)
  const ids = (await level.select('student_id').orderBy('student_id').execute()).map((row) => row.student_id)
  await db
    .updateTable('student')
    .set({ status: 'withdrawn' })
    .where('student_id', 'in', ids.slice(20))
    .execute()
  expect(chart(await cardOf('level-tutor', 'BSC-CYB', 6))).toEqual([])
})

test('says in two sentences at most what was done to the numbers, and offers what a leader asks next', async () => {
  const card = await cardOf('programme-leader', 'BSC-CS', null)
  const note = words(card)
    .split('\n')
    .find((line) => line.startsWith('Counts are rounded'))
  expect(note?.match(/[.](?: |$)/gu)?.length).toBeLessThanOrEqual(2)
  const offered = buttons(card).filter((title) => title !== 'Open')
  expect(offered).toEqual(['By level', 'By week', 'Alert settings', 'Pause for two weeks'])
  expect(JSON.stringify(card)).not.toMatch(/my access|data status/iu)
})
