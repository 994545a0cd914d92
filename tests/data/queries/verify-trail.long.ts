import fc from 'fast-check'
import { anyTampering } from '../../support/any-tampering'
import { run, useLongTrail } from '../../support/tampered-trail'
import { verify } from '../../support/trail'

test('no single change, removal, insertion or exchange in any table goes unseen', () =>
  fc.assert(anyTampering, { numRuns: 1_000 }))

describe('a long trail', () => {
  const store = useLongTrail(1_100)

  test('of which everything is changed, more than can be compared, is named entry by entry', async () => {
    await run(store(), "update access_seal set question = 'x'")
    const { faults } = await verify(store())
    expect(faults).toHaveLength(1_100)
    expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(['changed']))
  })
})
