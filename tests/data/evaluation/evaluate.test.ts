import type { EvaluatedOutcome } from '../../../data/evaluation/cells'
import { evaluate } from '../../../data/evaluation/evaluate'
import { useUniversity } from '../../support/university'

describe('the back-test of a store', () => {
  const store = useUniversity()
  const outcome = (studentId: string, how: EvaluatedOutcome['outcome'], knownOn = '2027-06-01') => ({
    studentId,
    outcome: how,
    knownOn,
  })
  // The calendar begins on 21 September: its fourth week ends before 19 October.
  const scored = (student_id: string, score: number | null) => ({
    student_id,
    week_start: '2026-10-12',
    data_to: '2026-10-19',
    score,
    band: score === null ? ('unknown' as const) : ('good' as const),
    main_reason: 'Example',
    configuration: 'x',
  })

  it('takes each week’s scores of those whose outcome was not known by then', async () => {
    await store()
      .db.insertInto('score_week')
      .values([
        scored('00000001', 20),
        scored('00000002', 60),
        scored('00000003', 10),
        scored('00000004', null),
        scored('00000005', 70),
        scored('00000041', 50),
      ])
      .execute()
    const outcomes = [
      outcome('00000001', 'negative'),
      outcome('00000002', 'positive'),
      outcome('00000003', 'negative', '2026-10-18'),
      outcome('00000004', 'negative'),
      outcome('00000041', 'positive'),
    ]
    const { evaluations, overall, fairness } = await evaluate(store(), { outcomes, weeks: [3, 4] })
    expect(evaluations).toMatchObject([
      {
        programme: 'CSC',
        week: 4,
        students: 2,
        negative: 1,
        unknown: 1,
        auc: 0.75,
        precisionLowestDecile: 1,
        recallLowestDecile: 0.5,
        references: { totalClicks: 0.5, daysActive28: 0.5, regression: undefined },
        flagged: { students: 0, precision: undefined, recall: 0 },
      },
      {
        programme: 'STA',
        week: 4,
        students: 1,
        negative: 0,
        unknown: 0,
        auc: undefined,
        precisionLowestDecile: 0,
      },
    ])
    expect(overall).toMatchObject([
      { week: 4, programmes: 1, students: 3, negative: 1, unknown: 1, auc: 0.75 },
    ])
    expect(fairness).toBeUndefined()
  })

  const clicks = (student_id: string, day: string, amount: number) => ({
    student_id,
    day,
    source: 'canvas' as const,
    event: 'page-view',
    records: 1,
    amount,
    parts: '',
  })
  /** Week 4 of two students who clicked; the one who ended negative scored lower. */
  const withClicks = async (rows: ReturnType<typeof clicks>[]) => {
    await store()
      .db.insertInto('score_week')
      .values([scored('00000001', 20), scored('00000002', 60)])
      .execute()
    await store().db.insertInto('activity_day').values(rows).execute()
    const outcomes = [outcome('00000001', 'negative'), outcome('00000002', 'positive')]
    return (await evaluate(store(), { outcomes, weeks: [4] })).evaluations
  }

  it('measures it beside clicks and days, on the same students', async () => {
    const [found] = await withClicks([
      // More clicks, on fewer days; before the 28 days, and after the week, days do not count.
      clicks('00000001', '2026-10-01', 50),
      clicks('00000001', '2026-09-19', 1),
      clicks('00000001', '2026-10-19', 90),
      clicks('00000002', '2026-09-21', 2),
      clicks('00000002', '2026-10-18', 2),
    ])
    expect(found).toMatchObject({ auc: 1, references: { totalClicks: 0, daysActive28: 1 } })
  })

  it('counts no clicks of before the first teaching day, such as those of earlier years', async () => {
    const [found] = await withClicks([
      clicks('00000001', '2025-10-01', 500),
      clicks('00000001', '2026-09-20', 500),
      clicks('00000001', '2026-09-21', 1),
      clicks('00000002', '2026-09-21', 2),
    ])
    expect(found).toMatchObject({ references: { totalClicks: 1 } })
  })

  it('counts weeks from the Monday of the first teaching day, of the year asked for', async () => {
    await store()
      .db.insertInto('score_week')
      .values([scored('00000001', 20)])
      .execute()
    const week = async (from: string): Promise<number[]> => {
      const outcomes = [outcome('00000001', 'negative')]
      return (await evaluate(store(), { outcomes, weeks: [4, 99], from })).evaluations.map(
        (each) => each.week,
      )
    }
    expect(await week('2026-09-21')).toEqual([4])
    // The second teaching period begins after the reading week: the scored week is none of its.
    expect(await week('2026-09-22')).toEqual([])
    await store()
      .db.updateTable('calendar_period')
      .set({ start_date: '2026-09-23' })
      .where('start_date', '=', '2026-09-21')
      .execute()
    expect(await week('2026-09-22')).toEqual([4])
  })
})
