import fc from 'fast-check'
import { anyTampering } from '../../support/any-tampering'

test('no single change, removal, insertion or exchange in any table goes unseen', () =>
  fc.assert(anyTampering, { numRuns: 60 }))
