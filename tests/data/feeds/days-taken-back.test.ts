import { standardConfiguration as configuration } from '../../../data/configuration/indicator'
import type { LoadReport } from '../../../data/feeds/ingest'
import { scoreWeeks } from '../../../data/scoring/run'
import { lines, useFeedFiles } from '../../support/feed-files'
import { clock } from '../../support/store'
import { useUniversity } from '../../support/university'

const store = useUniversity()
const files = useFeedFiles(store)

const load = (...rows: string[]): Promise<LoadReport> =>
  files.load('activity-day', lines('student_id,day,source,event,count', ...rows))
const views = (count: number, student = '00000001'): string =>
  `${student},2026-11-18,canvas,page-view,${count}`
const work = (count: number): string => `00000001,2026-11-17,canvas,submission,${count}`

const activity = () =>
  store()
    .db.selectFrom('activity_day')
    .select(['student_id', 'day', 'event', 'records', 'amount'])
    .orderBy('student_id')
    .execute()
const submissions = () => store().db.selectFrom('submission').select(['student_id', 'count']).execute()
const sourceDays = () =>
  store().db.selectFrom('source_day').select(['source', 'day', 'records']).orderBy('day').execute()

/** The days that the newest load touched. */
async function touched(): Promise<string[]> {
  const { load_id } = await store()
    .db.selectFrom('feed_load')
    .select('load_id')
    .orderBy('load_id', 'desc')
    .executeTakeFirstOrThrow()
  const days = await store().db.selectFrom('load_day').select('day').where('load_id', '=', load_id).execute()
  return days.map(({ day }) => day).sort()
}

describe('a count of 0', () => {
  it('takes a day and a submission back, and what is counted and touched follows', async () => {
    await load(views(4), views(2, '00000002'), work(1))
    expect(await load(views(0), work(0))).toMatchObject({ accepted: 2, rejected: 0 })
    expect(await activity()).toEqual([
      { student_id: '00000002', day: '2026-11-18', event: 'page-view', records: 1, amount: 2 },
    ])
    expect(await submissions()).toEqual([])
    expect(await sourceDays()).toEqual([{ source: 'canvas', day: '2026-11-18', records: 1 }])
    expect(await touched()).toEqual(['2026-11-17', '2026-11-18'])
  })

  it('makes the scores of its week anew', async () => {
    const lastActive = async (): Promise<string | null | undefined> => {
      await scoreWeeks(store(), { clock, configuration })
      const score = await store()
        .db.selectFrom('score_week')
        .select('last_active')
        .where('student_id', '=', '00000001')
        .where('week_start', '=', '2026-11-16')
        .executeTakeFirst()
      return score?.last_active
    }
    await load(views(4), views(2, '00000002'), '00000001,2026-11-12,canvas,page-view,1')
    expect(await lastActive()).toBe('2026-11-18')
    await load(views(0))
    expect(await lastActive()).toBe('2026-11-12')
  })

  it('of what is not held changes and touches nothing', async () => {
    expect(await load(views(0), work(0))).toMatchObject({ accepted: 2, rejected: 0 })
    expect([await activity(), await submissions(), await touched()]).toEqual([[], [], []])
  })

  it('leaves what another feed says of the same day', async () => {
    await load(views(4))
    await files.load(
      'canvas',
      lines('student_id,occurred_at,event', '00000001,2026-11-18T09:00:00Z,page-view'),
    )
    await load(views(0))
    expect(await activity()).toMatchObject([{ records: 1, amount: 1 }])
    await load(views(0, '00000002'), views(0))
    expect(await activity()).toMatchObject([{ records: 1, amount: 1 }])
  })

  it.each([
    ['the last', [views(4), views(0)], []],
    ['not the last', [views(0), views(4)], [{ records: 1, amount: 4 }]],
  ])('counts where it is %s of its day in the file', async (_, rows, expected) => {
    await load(views(7), ...rows)
    expect(await activity()).toMatchObject(expected)
    await load(views(9))
    expect(await activity()).toMatchObject([{ records: 1, amount: 9 }])
    await load(...rows)
    expect(await activity()).toMatchObject(expected)
  })

  it('is none that is less', async () => {
    await load(views(4))
    expect(await load(views(-1))).toMatchObject({
      accepted: 0,
      reasons: [{ reason: 'count must be a whole number from 0 to 10000000', rows: 1 }],
    })
    expect(await activity()).toMatchObject([{ amount: 4 }])
  })
})
