import fc from 'fast-check'
import { addDays, daysFromTo, type Day } from '../../../data/domain/day'
import {
  dozen,
  episodes,
  evaluateOn,
  firstDay,
  lastDay,
  nothing,
  onlyDozen,
  score,
  writeDays,
  type Differs,
  type Doing,
} from '../../support/term'
import { useUniversity } from '../../support/university'

const store = useUniversity()
const term = daysFromTo(firstDay, lastDay)

/** A stretch of the term in which somebody does otherwise. */
interface Stretch {
  student: number
  from: Day
  to: Day
  doing: Doing
}

const doings: readonly Doing[] = [
  nothing,
  { canvas: true, attendance: 'absent' },
  { canvas: true, attendance: 'present' },
  { attendance: 'present', handsIn: true },
  { attendance: 'authorised-absence' },
]

const stretch = (...some: readonly Doing[]): fc.Arbitrary<Stretch> =>
  fc
    .record({
      student: fc.nat(3),
      from: fc.nat(term.length - 1),
      length: fc.integer({ min: 1, max: 45 }),
      doing: fc.constantFrom(...some),
    })
    .map(({ student, from, length, doing }) => {
      const first = addDays(firstDay, from)
      return { student, from: first, to: addDays(first, length), doing }
    })

const differing =
  (stretches: readonly Stretch[]): Differs =>
  (id, day) =>
    stretches.find(({ student, from, to }) => dozen[student] === id && day >= from && day < to)?.doing

const days = (step: number): Day[] => term.filter((_, index) => index > 6 && index % step === 0)

/** A feed brings nothing from one day to before another. */
async function lose(source: 'canvas' | 'attendance', from: Day, to: Day): Promise<void> {
  const lost = daysFromTo(from, addDays(to, -1))
  const { db } = store()
  if (source === 'attendance') await db.deleteFrom('attendance').where('day', 'in', lost).execute()
  else
    for (const table of ['activity_day', 'submission'] as const)
      await db.deleteFrom(table).where('day', 'in', lost).execute()
  const sources = source === 'canvas' ? ['canvas' as const, 'submissions' as const] : [source]
  await db.deleteFrom('source_day').where('source', 'in', sources).where('day', 'in', lost).execute()
}

async function begin(stretches: readonly Stretch[]): Promise<void> {
  const { db } = store()
  for (const table of ['alert_episode', 'alert_evaluation', 'interruption'] as const)
    await db.deleteFrom(table).execute()
  await onlyDozen(store())
  await writeDays(store(), term, differing(stretches))
}

it('nobody has two open episodes of a rule, none overlap, and what is evaluated twice stays as it is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(stretch(...doings), { minLength: 1, maxLength: 5 }), async (stretches) => {
      await begin(stretches)
      await score(store(), lastDay)
      for (const day of days(4)) {
        await evaluateOn(store(), day)
        const before = await episodes(store())
        await evaluateOn(store(), day)
        expect(await episodes(store())).toEqual(before)
      }
      const all = await episodes(store())
      for (const one of all)
        for (const other of all) {
          if (one === other || one.student_id !== other.student_id || one.rule_code !== other.rule_code)
            continue
          const [first, second] = one.opened_on <= other.opened_on ? [one, other] : [other, one]
          expect(first.state).not.toBe('open')
          expect(second.opened_on >= first.changed_on).toBe(true)
        }
    }),
    { numRuns: 6 },
  )
})

it('a feed that brings nothing, leave, a pause or a placement opens nothing about anybody', async () => {
  const away = fc.constantFrom('leave', 'pause', 'placement', 'nothing')
  await fc.assert(
    fc.asyncProperty(
      fc.array(stretch({ attendance: 'authorised-absence' }), { maxLength: 3 }),
      fc.record({
        source: fc.constantFrom('canvas' as const, 'attendance' as const),
        from: fc.integer({ min: 14, max: 60 }),
        days: fc.integer({ min: 1, max: 40 }),
      }),
      away,
      fc.integer({ min: 10, max: 40 }),
      async (leave, feed, kind, at) => {
        const [from, to] = [addDays(firstDay, at), addDays(firstDay, at + 28)]
        const gone: Stretch[] = [{ student: 1, from, to, doing: {} }]
        await begin([
          ...(kind === 'leave' ? leave : []),
          ...(kind === 'nothing' || kind === 'leave' ? [] : gone),
        ])
        await store().db.deleteFrom('calendar_period').where('row_key', '=', 'p').execute()
        if (kind === 'pause')
          await store()
            .db.insertInto('interruption')
            .values({ student_id: dozen[1] ?? '', start_date: from, end_date: to })
            .execute()
        if (kind === 'placement') {
          await writeDays(store(), daysFromTo(from, addDays(to, -1)), () => ({}), dozen)
          await writeDays(store(), daysFromTo(from, addDays(to, -1)), () => undefined, ['00000051'])
          await store()
            .db.insertInto('calendar_period')
            .values({
              row_key: 'p',
              start_date: from,
              end_date: to,
              kind: 'placement',
              programme_code: 'CSC',
              level: 4,
              label: null,
              gone_on: null,
            })
            .execute()
        }
        // Leave is known by attendance alone: where that is gone for weeks, it cannot be.
        const most = kind === 'leave' && feed.source === 'attendance' ? 10 : feed.days
        await lose(
          feed.source,
          addDays(firstDay, feed.from),
          addDays(firstDay, feed.from + Math.min(most, feed.days)),
        )
        await score(store(), lastDay)
        for (const day of days(3)) await evaluateOn(store(), day)
        expect((await episodes(store())).map(({ rule_code, since }) => `${rule_code} ${since}`)).toEqual([])
      },
    ),
    { numRuns: 12 },
  )
})

it('a feed that brings nothing while an episode is open does not end it', async () => {
  await begin([{ student: 0, from: '2026-10-05', to: '2026-12-14', doing: nothing }])
  await lose('attendance', '2026-11-16', '2026-12-14')
  await lose('canvas', '2026-11-16', '2026-12-14')
  await score(store(), lastDay)
  for (const day of ['2026-10-12', '2026-10-20', '2026-10-27', '2026-11-16']) await evaluateOn(store(), day)
  const open = (await episodes(store())).filter(
    ({ state, rule_code }) => state === 'open' && rule_code !== 'nothing-handed-in',
  )
  expect(open.map(({ rule_code }) => rule_code)).toEqual(['missed-sessions', 'newly-low', 'silent'])
  for (const day of ['2026-11-20', '2026-11-30', '2026-12-07']) await evaluateOn(store(), day)
  const after = (await episodes(store())).filter(({ episode_id }) =>
    open.some((one) => one.episode_id === episode_id),
  )
  expect(after.map(({ state, level }) => [state, level])).toEqual(
    open.map(({ state, level }) => [state, level]),
  )
})

it('in whatever order the days of the last two weeks are loaded, with evaluations in between, the same is open in the end', async () => {
  const stretches: Stretch[] = [
    { student: 0, from: '2026-10-12', to: '2026-11-20', doing: nothing },
    { student: 1, from: '2026-10-26', to: '2026-11-20', doing: { canvas: true, attendance: 'absent' } },
    { student: 2, from: '2026-10-08', to: '2026-10-30', doing: { canvas: true, attendance: 'present' } },
    { student: 3, from: '2026-10-12', to: '2026-10-30', doing: nothing },
  ]
  const today = '2026-11-18'
  const known = daysFromTo(firstDay, addDays(today, -1))
  // What comes late is news still: of the last two weeks.
  const before = known.filter((day) => day < addDays(today, -14))
  const parts = [0, 1, 2, 3].map((part) =>
    known.filter((day, index) => day >= addDays(today, -14) && Math.floor(index / 2) % 4 === part),
  )
  const openNow = async (): Promise<string[]> =>
    (await episodes(store()))
      .filter(({ state }) => state === 'open')
      .map(({ student_id, rule_code, since, level, reason }) =>
        [student_id, rule_code, since, level, reason].join(' '),
      )
  const inOrder = async (order: readonly number[]): Promise<string[]> => {
    await begin([])
    for (const table of [
      'activity_day',
      'attendance',
      'submission',
      'source_day',
      'score_week',
      'indicator_week',
      'score_run',
    ] as const)
      await store().db.deleteFrom(table).execute()
    await writeDays(store(), before, differing(stretches))
    for (const part of order) {
      await writeDays(store(), parts[part] ?? [], differing(stretches))
      await score(store(), today)
      await evaluateOn(store(), today)
    }
    return openNow()
  }
  const usual = await inOrder([0, 1, 2, 3])
  expect(usual.length).toBeGreaterThan(2)
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), async (order) => {
      expect(await inOrder(order)).toEqual(usual)
    }),
    { numRuns: 5 },
  )
})
