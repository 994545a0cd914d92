import fc from 'fast-check'
import {
  areaUnderCurve,
  evaluate,
  precisionInLowest,
  type EvaluatedOutcome,
} from '../../../data/scoring/evaluate'
import { useUniversity } from '../../support/university'

const judged = fc.array(fc.record({ score: fc.integer({ min: 0, max: 12 }), negative: fc.boolean() }), {
  maxLength: 60,
})

describe('the area under the curve', () => {
  it('is the share of pairs in which the one who did not succeed scored lower, ties half', () => {
    fc.assert(
      fc.property(judged, (students) => {
        const pairs = students
          .filter(({ negative }) => negative)
          .flatMap((low) =>
            students.filter(({ negative }) => !negative).map((high) => [low.score, high.score] as const),
          )
        const wins = pairs.reduce((sum, [low, high]) => sum + (low < high ? 1 : low === high ? 0.5 : 0), 0)
        const area = areaUnderCurve(students)
        if (pairs.length === 0) expect(area).toBeUndefined()
        else expect(area).toBeCloseTo(wins / pairs.length, 9)
      }),
    )
  })

  it('is 1 when every one who did not succeed scored lower, 0 the other way round', () => {
    const students = [1, 2, 3, 4].map((score) => ({ score, negative: score < 3 }))
    expect(areaUnderCurve(students)).toBe(1)
    expect(areaUnderCurve(students.map(({ score, negative }) => ({ score, negative: !negative })))).toBe(0)
  })
})

describe('the precision in the lowest tenth', () => {
  it('is the share of negative outcomes there, the tenth rounded up', () => {
    const students = Array.from({ length: 21 }, (_, score) => ({
      score,
      negative: score === 0 || score === 2 || score > 9,
    }))
    expect(precisionInLowest([...students].reverse(), 0.1)).toBeCloseTo(2 / 3)
    expect(precisionInLowest(students.slice(0, 1), 0.1)).toBe(1)
    expect(precisionInLowest([], 0.1)).toBeUndefined()
  })

  it('is the share of all when all are looked at', () => {
    fc.assert(
      fc.property(judged, (students) => {
        if (students.length === 0) return
        const negative = students.filter((student) => student.negative).length
        expect(precisionInLowest(students, 1)).toBeCloseTo(negative / students.length, 9)
      }),
    )
  })
})

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
    expect(await evaluate(store(), outcomes, [3, 4])).toEqual([
      { programme: 'CSC', week: 4, students: 2, negative: 1, unknown: 1, auc: 1, precisionLowestDecile: 1 },
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
  })
})
