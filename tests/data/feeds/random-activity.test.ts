import fc from 'fast-check'
import { unite } from '../../../data/feeds/activity'
import { ingest } from '../../../data/feeds/ingest'
import { addDays } from '../../../data/domain/day'
import { feedNamed, lines, useFeedFiles } from '../../support/feed-files'
import { clock } from '../../support/store'
import { useUniversity } from '../../support/university'
import { studentIds } from '../../support/university-feeds'

const store = useUniversity()
const files = useFeedFiles(store)

/** A record: few students, days, times and events, so that natural keys often meet. Its count follows from its key. */
const record = fc
  .tuple(fc.constantFrom(...studentIds(1, 3)), fc.nat(2), fc.nat(5), fc.constantFrom('visit', 'loan'))
  .map(([student, day, hour, event]) => ({
    student,
    day: addDays('2026-11-16', day),
    row: `${student},${addDays('2026-11-16', day)}T1${hour}:00:00Z,${event}`,
    event,
    count: 1 + ((day * 7 + hour * 3 + event.length) % 9),
  }))

/** Each record in one file or more of four, in any order. */
const delivery = fc.array(fc.tuple(record, fc.subarray([0, 1, 2, 3], { minLength: 1 })), {
  minLength: 1,
  maxLength: 60,
})

it('stores, however rows are split over files, the sum over distinct natural keys', async () => {
  await fc.assert(
    fc.asyncProperty(delivery, fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), async (rows, order) => {
      await store().db.deleteFrom('activity_day').execute()
      await store().db.deleteFrom('load_day').execute()
      await store().db.deleteFrom('feed_load').execute()
      const names = order.map((file) =>
        files.write(
          `part-${file}.csv`,
          lines(
            'student_id,occurred_at,event,count',
            ...rows.filter(([, into]) => into.includes(file)).map(([{ row, count }]) => `${row},${count}`),
          ),
        ),
      )
      await ingest(store(), feedNamed('library'), names, { clock })

      const expected = new Map<string, { records: number; amount: number }>()
      for (const { student, day, event, count } of new Map(rows.map(([each]) => [each.row, each])).values()) {
        const key = `${student} ${day} ${event}`
        const sum = expected.get(key) ?? { records: 0, amount: 0 }
        expected.set(key, { records: sum.records + 1, amount: sum.amount + count })
      }
      const stored = await store().db.selectFrom('activity_day').selectAll().execute()
      const sums = stored.map(
        ({ student_id, day, event, records, amount }) =>
          [`${student_id} ${day} ${event}`, { records, amount }] as const,
      )
      expect(new Map(sums)).toEqual(expected)
    }),
    { numRuns: 20 },
  )
})

describe('uniting two lists of records', () => {
  const part = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 1, max: 9 }))
  const list = fc.uniqueArray(part, { selector: ([fingerprint]) => fingerprint, minLength: 1 })
  const text = (parts: readonly (readonly [string, number])[], one = '') =>
    parts
      .map(([fingerprint, amount]) => `${fingerprint}${amount === 1 ? one : `:${amount}`}`)
      .sort()
      .join(' ')

  it('counts each fingerprint once, at the later amount, and is stable', () => {
    fc.assert(
      fc.property(list, list, (held, added) => {
        const union = unite(text(held), text(added))
        const expected = new Map([...held, ...added])
        expect(union).toEqual({
          records: expected.size,
          amount: [...expected.values()].reduce((sum, amount) => sum + amount, 0),
          parts: text([...expected]),
        })
        expect(unite(union.parts, text(added))).toEqual(union)
        // As version 0.1.0 wrote it.
        expect(unite(text(held, ':1'), text(added))).toEqual(union)
      }),
    )
  })
})
