import fc from 'fast-check'
import { addDays, daysFromTo, type Day } from '../../data/domain/day'
import type { Store } from '../../data/store/store'
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
} from './term'

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

const away = fc.constantFrom('leave', 'pause', 'placement', 'nothing')

const days = (step: number): Day[] => term.filter((_, index) => index > 6 && index % step === 0)

/** A feed brings nothing from one day to before another. */
export async function loseFeed(
  { db }: Store,
  source: 'canvas' | 'attendance',
  from: Day,
  to: Day,
): Promise<void> {
  const lost = daysFromTo(from, addDays(to, -1))
  if (source === 'attendance') await db.deleteFrom('attendance').where('day', 'in', lost).execute()
  else
    for (const table of ['activity_day', 'submission'] as const)
      await db.deleteFrom(table).where('day', 'in', lost).execute()
  const sources = source === 'canvas' ? ['canvas' as const, 'submissions' as const] : [source]
  await db.deleteFrom('source_day').where('source', 'in', sources).where('day', 'in', lost).execute()
}

/** The term of the dozen, in which some differ; nothing has been evaluated yet. */
export async function beginTerm(store: Store, stretches: readonly Stretch[]): Promise<void> {
  const { db } = store
  for (const table of ['alert_episode', 'alert_evaluation', 'interruption'] as const)
    await db.deleteFrom(table).execute()
  await onlyDozen(store)
  await writeDays(store, term, differing(stretches))
}

const someStretches: Stretch[] = [
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

async function openNow(store: Store): Promise<string[]> {
  return (await episodes(store))
    .filter(({ state }) => state === 'open')
    .map(({ student_id, rule_code, since, level, reason }) =>
      [student_id, rule_code, since, level, reason].join(' '),
    )
}

/** What is open once the days of the last two weeks have come in this order, evaluated after each part. */
async function openAfter(store: Store, order: readonly number[]): Promise<string[]> {
  await beginTerm(store, [])
  for (const table of [
    'activity_day',
    'attendance',
    'submission',
    'source_day',
    'score_week',
    'indicator_week',
    'score_run',
  ] as const)
    await store.db.deleteFrom(table).execute()
  await writeDays(store, before, differing(someStretches))
  for (const part of order) {
    await writeDays(store, parts[part] ?? [], differing(someStretches))
    await score(store, today)
    await evaluateOn(store, today)
  }
  return openNow(store)
}

const holds =
  <T>(property: fc.IAsyncProperty<T>) =>
  (numRuns: number): Promise<void> =>
    fc.assert(property, { numRuns })

/** What holds of every term, however it goes, tried in the store of the moment with so many of them. */
export const randomTerms = (store: () => Store): Record<string, (terms: number) => Promise<void>> => ({
  'nobody has two open episodes of a rule, none overlap, and what is evaluated twice stays as it is': holds(
    fc.asyncProperty(fc.array(stretch(...doings), { minLength: 1, maxLength: 5 }), async (stretches) => {
      await beginTerm(store(), stretches)
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
  ),
  'a feed that brings nothing, leave, a pause or a placement opens nothing about anybody': holds(
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
        await beginTerm(store(), [
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
        await loseFeed(
          store(),
          feed.source,
          addDays(firstDay, feed.from),
          addDays(firstDay, feed.from + Math.min(most, feed.days)),
        )
        await score(store(), lastDay)
        for (const day of days(3)) await evaluateOn(store(), day)
        expect((await episodes(store())).map(({ rule_code, since }) => `${rule_code} ${since}`)).toEqual([])
      },
    ),
  ),
  'in whatever order the days of the last two weeks are loaded, with evaluations in between, the same is open in the end':
    holds(
      fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), async (order) => {
        const usual = await openAfter(store(), [0, 1, 2, 3])
        expect(usual.length).toBeGreaterThan(2)
        expect(await openAfter(store(), order)).toEqual(usual)
      }),
    ),
})
