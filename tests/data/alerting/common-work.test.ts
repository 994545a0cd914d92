import { missedWork, type WorkFacts } from '../../../data/alerting/common-work'
import { nothingHandedIn } from '../../../data/alerting/nothing-handed-in'
import { standardAlertSettings } from '../../../data/configuration/alerts'

const settings = standardAlertSettings.rules.nothingHandedIn
const ids = Array.from({ length: 21 }, (_, index) => `s${index}`)
const due = '2026-11-06'

/** Work of course A, handed in by so many of twenty-one peers. */
const handedIn = (count: number, work = { course: 'A', due }) =>
  ids.slice(0, count).map((studentId) => ({ studentId, ...work }))

const missed = (given: Partial<WorkFacts>): string[] =>
  [
    ...missedWork(
      {
        handedIn: [],
        students: ids.map((studentId) => ({ studentId, peers: 'P|4|full-time' })),
        isExpected: () => true,
        dataTo: '2026-11-10',
        ...given,
      },
      settings,
    ),
  ].map(
    ([id, works]) =>
      `${id} ${works.map(({ course, due: day, isCompulsory }) => `${course} ${day} ${isCompulsory}`).join()}`,
  )

it('is missed by those who have not handed in what three quarters of the others have', () => {
  expect(missed({ handedIn: handedIn(14) })).toEqual([])
  expect(missed({ handedIn: handedIn(20) })).toEqual([`s20 A ${due} true`])
  // 15 of the 20 others.
  expect(missed({ handedIn: handedIn(15) })).toEqual(ids.slice(15).map((id) => `${id} A ${due} false`))
})

it('is told of from three days after the day on which it was due, for 28 days', () => {
  for (const [dataTo, told] of [
    ['2026-11-09', 0],
    ['2026-11-10', 1],
    ['2026-12-04', 1],
    ['2026-12-05', 0],
  ] as const)
    expect([dataTo, missed({ handedIn: handedIn(20), dataTo }).length]).toEqual([dataTo, told])
})

it('needs ten peers', () => {
  const few = ids.slice(0, 10).map((studentId) => ({ studentId, peers: 'P|4|full-time' }))
  expect(missed({ handedIn: handedIn(9), students: few })).toEqual([])
})

it('is not expected of those who were away, nor do they count as peers', () => {
  const isExpected = (id: string): boolean => !['s20', 's19', 's18'].includes(id)
  expect(missed({ handedIn: handedIn(14), isExpected })).toEqual(
    ids.slice(14, 18).map((id) => `${id} A ${due} false`),
  )
})

it('that was due later for a student alone is an extension', () => {
  const extended = [...handedIn(20), { studentId: 's20', course: 'A', due: '2026-11-13' }]
  expect(missed({ handedIn: extended })).toEqual([])
  // What was due later for all is other work.
  const next = { course: 'A', due: '2026-11-13' }
  expect(missed({ handedIn: [...handedIn(20), ...handedIn(21, next)] })).toEqual([`s20 A ${due} true`])
})

it('one episode tells of all, worse with each', () => {
  const works = ['2026-11-06', '2026-10-30', '2026-11-13'].map((day) => ({ course: 'A', due: day }))
  expect(nothingHandedIn({ missing: works.slice(0, 1), handedIn: 0 }, '2026-11-18', settings)).toMatchObject({
    since: '2026-11-06',
    level: 1,
    reason: 'They have not handed in one piece of work that most of their peers have: A (due 6 Nov).',
  })
  expect(nothingHandedIn({ missing: works, handedIn: 3 }, '2026-11-18', settings)).toMatchObject({
    since: '2026-10-30',
    level: 3,
    reason:
      'They have not handed in 3 pieces of work that most of their peers have: A (due 30 Oct, 6 and 13 Nov).',
  })
})

it('is told of only where it is at least half of what was due', () => {
  const missing = [{ course: 'A', due: '2026-11-06' }]
  const found = [0, 1, 2].map((handedInWorks) =>
    Boolean(nothingHandedIn({ missing, handedIn: handedInWorks }, '2026-11-18', settings)),
  )
  expect(found).toEqual([true, true, false])
  expect(nothingHandedIn({ missing: [], handedIn: 0 }, '2026-11-18', settings)).toBeUndefined()
})
