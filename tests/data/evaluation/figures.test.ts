import fc from 'fast-check'
import { areaUnderCurve, type Judged } from '../../../data/evaluation/area-under-curve'
import { calibration } from '../../../data/evaluation/calibration'
import { rate, rateInWords } from '../../../data/evaluation/interval'
import { isFlagged } from '../../../data/domain/band'
import { bandFigures, lowestDecile, partFigures } from '../../../data/evaluation/precision-recall'
import type { EvaluatedStudent } from '../../../data/evaluation/cells'

const judged = fc.array(
  fc.record({
    score: fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined }),
    negative: fc.boolean(),
  }),
  { maxLength: 60 },
)

describe('the area under the curve', () => {
  it('is the share of pairs in which the one who did not succeed scored lower; ties and no score count half', () => {
    const wins = (low: number | undefined, high: number | undefined): number =>
      low === undefined || high === undefined || low === high ? 0.5 : Number(low < high)
    fc.assert(
      fc.property(judged, (students) => {
        const pairs = students
          .filter(({ negative }) => negative)
          .flatMap((low) =>
            students.filter(({ negative }) => !negative).map((high) => wins(low.score, high.score)),
          )
        const area = areaUnderCurve(students)
        if (pairs.length === 0) expect(area).toBeUndefined()
        else expect(area).toBeCloseTo(pairs.reduce((sum, win) => sum + win, 0) / pairs.length, 9)
      }),
    )
  })

  it('is 1 when every one who did not succeed scored lower, 0 the other way round', () => {
    const students = [1, 2, 3, 4].map((score) => ({ score, negative: score < 3 }))
    expect(areaUnderCurve(students)).toBe(1)
    expect(areaUnderCurve(students.map(({ score, negative }) => ({ score, negative: !negative })))).toBe(0)
  })

  it('is not raised by leaving the difficult students without a score', () => {
    const students: Judged[] = [
      { score: 1, negative: true },
      { score: 9, negative: true },
      { score: 5, negative: false },
    ]
    const silent = students.map((student) =>
      student.score === 9 ? { ...student, score: undefined } : student,
    )
    expect(areaUnderCurve(students)).toBe(0.5)
    expect(areaUnderCurve(silent)).toBe(0.75)
    expect(areaUnderCurve(silent.filter(({ score }) => score !== undefined))).toBe(1)
  })
})

describe('the lowest tenth', () => {
  it('is rounded up; precision is the negative share of it, recall its share of all negative', () => {
    const students = Array.from({ length: 21 }, (_, score) => ({
      score,
      negative: score === 0 || score === 2 || score > 9,
    }))
    const { precision, recall } = lowestDecile([...students].reverse())
    expect(precision).toBeCloseTo(2 / 3)
    expect(recall).toBeCloseTo(2 / 13)
    expect(lowestDecile([])).toEqual({ precision: undefined, recall: undefined })
  })

  it('takes those tied at its end in part, in whatever order the students come', () => {
    const students = Array.from({ length: 20 }, (_, index) => ({
      score: index === 0 ? 0 : 1,
      negative: index < 4,
    }))
    // One at 0, and one of nineteen tied of whom three ended negative.
    expect(lowestDecile(students).precision).toBeCloseTo((1 + 3 / 19) / 2)
    expect(lowestDecile([...students].reverse())).toEqual(lowestDecile(students))
  })
})

const student = (band: EvaluatedStudent['band'], negative: boolean): EvaluatedStudent => ({
  studentId: 'x',
  programme: 'P',
  score: 1,
  band,
  negative,
})

it('bands have the precision of who is in them and the recall of all', () => {
  const students = [student('none', true), student('low', true), student('low', false), student('good', true)]
  expect(bandFigures(students)).toMatchObject([
    { band: 'high', students: 0, precision: undefined, recall: 0 },
    { band: 'good', students: 1, negative: 1, precision: 1, recall: 1 / 3 },
    { band: 'partial', students: 0 },
    { band: 'low', students: 2, negative: 1, precision: 0.5, recall: 1 / 3 },
    { band: 'none', students: 1, precision: 1, recall: 1 / 3 },
    { band: 'unknown', students: 0 },
  ])
  expect(partFigures(students, isFlagged)).toEqual({
    students: 3,
    negative: 2,
    precision: 2 / 3,
    recall: 2 / 3,
  })
})

it('a share has the interval of Wilson', () => {
  // 81 of 263, from Newcombe (1998), table I; none of 20 has no negative end.
  const newcombe = rate(81, 263)
  expect([newcombe?.low, newcombe?.high].map((end) => end?.toFixed(4))).toEqual(['0.2553', '0.3662'])
  expect(rate(0, 20)?.low).toBe(0)
  expect(rate(0, 20)?.high.toFixed(4)).toBe('0.1611')
  expect(rate(0, 0)).toBeUndefined()
  expect(rateInWords(newcombe)).toBe('31% (26 to 37)')
  expect(rateInWords(undefined)).toBe('-')
})

it('calibration tells what became of each ten points of the score; 100 is in the last step', () => {
  const scores = [0, 9.99, 10, 95, 100, undefined]
  const steps = calibration(scores.map((score, index) => ({ score, negative: index < 2 })))
  expect(steps.map(({ from, to, negative }) => [from, to, negative.count, negative.of])).toEqual([
    [0, 10, 2, 2],
    [10, 20, 0, 1],
    [90, 100, 0, 2],
  ])
})
