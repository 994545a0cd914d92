import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { referredStudent, studentReference } from '../../../data/rights/student-reference'
import type { Store } from '../../../data/store/store'
import { now } from '../../support/store'
import { storeInMemory } from '../../support/trail'

let store: Store
let other: Store
beforeAll(async () => {
  store = await storeInMemory()
  other = await storeInMemory('another secret of the tests that nobody needs to guess')
})
afterAll(async () => {
  await store.close()
  await other.close()
})

const daysLater = (days: number): Date => new Date(now.getTime() + days * 86_400_000)

/** Long enough that chance does not write them: of six characters or more, as student IDs are. */
const ids = fc.oneof(
  fc.integer({ min: 0, max: 99_999_999 }).map((number) => String(number).padStart(8, '0')),
  fc.stringMatching(/^[A-Za-z0-9_/.-]{6,64}$/u),
)

/** Every way in which somebody might look for a known ID in a text. */
function encodings(id: string): Buffer[] {
  const texts = [id, id.toLowerCase(), id.toUpperCase(), Array.from(id).reverse().join('')]
  const plain = texts.flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')])
  const hashes = ['md5', 'sha1', 'sha256', 'sha512'].map((name) => createHash(name).update(id).digest())
  return [...plain, ...hashes].flatMap((bytes) => [
    bytes,
    Buffer.from(bytes.toString('hex')),
    Buffer.from(bytes.toString('hex').toUpperCase()),
    // Without the last characters, which depend on what follows.
    Buffer.from(bytes.toString('base64').replace(/.{0,2}=*$/u, '')),
    Buffer.from(encodeURIComponent(bytes.toString('latin1'))),
  ])
}

test('two references to one student have nothing in common, and neither holds the ID in any usual encoding', async () => {
  await fc.assert(
    fc.asyncProperty(ids, async (id) => {
      const [first, second] = [await studentReference(store, id, now), await studentReference(store, id, now)]
      const [a, b] = [first, second].map((text) => Buffer.from(text, 'base64')) as [Buffer, Buffer]
      const places = Array.from({ length: a.length - 5 }, (_, at) => at)
      expect(places.filter((at) => b.includes(a.subarray(at, at + 6)))).toEqual([])
      const hidden = encodings(id)
      for (const holder of [Buffer.from(first), Buffer.from(second), a, b])
        expect(hidden.filter((bytes) => holder.includes(bytes))).toEqual([])
      expect(await referredStudent(store, first, now)).toBe(id)
      expect(await referredStudent(store, second, now)).toBe(id)
    }),
    { numRuns: 200 },
  )
})

test('a reference is as long for every ID that the store can hold', async () => {
  const lengths = await Promise.all(
    ['1', '00412301', 'x'.repeat(64), 'Ł'.repeat(64)].map(
      async (id) => (await studentReference(store, id, now)).length,
    ),
  )
  expect(new Set(lengths).size).toBe(1)
})

test('a reference in which any bit was changed leads nowhere', async () => {
  const bytes = Buffer.from(await studentReference(store, '00412301', now), 'base64')
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const changed = Buffer.from(bytes)
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    expect(await referredStudent(store, changed.toString('base64'), now)).toBeUndefined()
  }
})

test.each(['', 'x', 'AAAA', '00412301', 'bm9ib2R5', '{"student":"00412301"}', 'A'.repeat(380)])(
  '%j, which nobody sealed, leads nowhere',
  async (text) => {
    expect(await referredStudent(store, text, now)).toBeUndefined()
  },
)

test('a reference leads to its student for thirty days, and for the store’s own secret alone', async () => {
  const reference = await studentReference(store, '00412301', now)
  expect(await referredStudent(store, reference, daysLater(29.9))).toBe('00412301')
  expect(await referredStudent(store, reference, daysLater(30))).toBeUndefined()
  expect(await referredStudent(other, reference, now)).toBeUndefined()
  expect(await referredStudent(store, reference.slice(0, -4), now)).toBeUndefined()
})
