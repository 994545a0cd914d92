import { setTimeout as wait } from 'node:timers/promises'
import { isPassing } from '../../../../data/store/sqlserver/faults'
import { storeFault } from '../../../../data/store/sqlserver/store-fault'
import { repeating } from '../../../../data/store/sqlserver/retry'
import { EngagementError } from '../../../../data/domain/errors'

const numbered = (number: number, code = 'EREQUEST') =>
  Object.assign(new Error('Cannot insert duplicate key: the value is (Aisha Khan).'), {
    name: 'RequestError',
    code,
    number,
  })
const coded = (name: string, code: string) => Object.assign(new Error('Aisha Khan'), { name, code })

describe('a fault of the server', () => {
  it.each([
    ...[
      1205, 40197, 40501, 40613, 49918, 49919, 49920, 10928, 10929, 4060, 4221, 615, 926, 10053, 10054, 10060,
      233, 3960,
    ].map((number) => numbered(number)),
    coded('ConnectionError', 'ESOCKET'),
    coded('ConnectionError', 'ETIMEOUT'),
    coded('RequestError', 'ECONNCLOSED'),
    coded('TimeoutError', ''),
    Object.assign(coded('ConnectionError', 'ELOGIN'), { isTransient: true }),
    Object.assign(new Error('wrapped'), { originalError: numbered(40613) }),
    Object.assign(new Error('several'), { precedingErrors: [numbered(1205)] }),
  ])('%# passes by itself, and is told as such', (error) => {
    expect(isPassing(error)).toBe(true)
    expect(storeFault(error)).toMatchObject({ code: 'store-unavailable', cause: error })
  })

  it.each([
    [numbered(2627), 'store-failed', '2627'],
    [numbered(547), 'store-failed', '547'],
    [numbered(229), 'store-refused', '229'],
    [numbered(18456, 'ELOGIN'), 'store-refused', '18456'],
    [coded('ConnectionError', 'ELOGIN'), 'store-refused', 'ELOGIN'],
    [
      Object.assign(coded('ConnectionError', 'ESOCKET'), { cause: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' } }),
      'store-refused',
      'certificate',
    ],
    [coded('RequestError', 'ETIMEOUT'), 'store-unavailable', 'ETIMEOUT'],
    [new Error('Aisha Khan'), 'store-failed', 'unknown'],
  ])('%# that stays is told by its number, never in the words of the server', (error, code, words) => {
    expect(isPassing(error)).toBe(false)
    const fault = storeFault(error)
    expect(fault).toMatchObject({ code, message: expect.stringContaining(words) as string })
    expect(fault.message).not.toContain('Aisha')
  })
})

describe('work that meets faults', () => {
  const failing = (faults: Error[]) => {
    let tries = 0
    const work = (): Promise<number> => {
      const fault = faults[tries]
      tries += 1
      return fault === undefined ? Promise.resolve(tries) : Promise.reject(fault)
    }
    return { work, tries: () => tries }
  }

  it('is done again while they pass', async () => {
    const { work } = failing([storeFault(numbered(1205)), storeFault(coded('ConnectionError', 'ESOCKET'))])
    expect(await repeating(work, () => true)).toBe(3)
  })

  it.each([
    ['the fault stays', numbered(547), true],
    ['it must not be repeated', numbered(1205), false],
    ['the error is its own', new RangeError('mine'), true],
    ['another has waited too long already', new EngagementError('store-unavailable', 'busy'), true],
  ])('is done once where %s', async (_, fault, mayRepeat) => {
    const { work, tries } = failing([fault])
    await expect(repeating(work, () => mayRepeat)).rejects.toBe(fault)
    expect(tries()).toBe(1)
  })

  it('ends when its time is up, also in a pause between tries, and is not tried again', async () => {
    const { work, tries } = failing(Array.from({ length: 50 }, () => numbered(1205)))
    const started = performance.now()
    const ending = repeating(work, () => true, AbortSignal.timeout(150))
    await expect(ending).rejects.toMatchObject({ code: 'store-unavailable' })
    expect(performance.now() - started).toBeLessThan(1_000)
    const tried = tries()
    await wait(2_500)
    expect(tries()).toBeLessThanOrEqual(tried + 1)
  })
})
