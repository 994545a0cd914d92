import { answeredPopulations, rememberPopulations } from '../../../data/records/aggregate-answers'
import type { Counted } from '../../../data/rights/differencing'
import { engines, useStoreOn } from '../../support/engines'
import { now } from '../../support/store'

const later = (days: number): Date => new Date(now.getTime() + days * 86_400_000)
const faculty: Counted = { of: [{ kind: 'faculty', code: 'SCI' }] }
const level: Counted = { ...faculty, level: 4 }
const programme: Counted = { ...faculty, level: 4, within: { kind: 'programme', code: 'CSC' } }

describe.each(engines)('the populations that a person was given numbers of, on $name', (engine) => {
  const { store } = useStoreOn(engine)
  const remember = (staff: string, populations: Counted[], at = now) =>
    store().transaction(({ db }) => rememberPopulations(db, staff, populations, at))
  const held = (staff: string, at = now) => answeredPopulations(store().db, staff, at)
  beforeEach(() => store().db.deleteFrom('aggregate_answer').execute())

  it('are kept for each person, the newest first, each once', async () => {
    await remember('V1', [faculty])
    await remember('V1', [level, programme], later(1))
    await remember('V2', [{ of: [{ kind: 'institution' }] }])
    await remember('V1', [faculty, { ...faculty }], later(2))
    expect(await held('V1', later(2))).toEqual([faculty, programme, level])
    expect(await held('V2')).toEqual([{ of: [{ kind: 'institution' }] }])
    expect(await held('V3')).toEqual([])
  })

  it('count for a year', async () => {
    await remember('V1', [faculty])
    expect(await held('V1', later(365))).toEqual([faculty])
    expect(await held('V1', later(366))).toEqual([])
  })

  it('may be as many as a university has, and as long as its codes', async () => {
    const many = Array.from({ length: 1_200 }, (_, index) => ({
      ...programme,
      within: { kind: 'programme' as const, code: `${index}-${'é'.repeat(58)}` },
    }))
    await remember('V1', many)
    expect(await held('V1')).toHaveLength(1_200)
  })

  it('are kept unit by unit where together they would be too long', async () => {
    const units = Array.from({ length: 12 }, (_, index) => ({
      kind: 'faculty' as const,
      code: `FACULTY-${index}`,
    }))
    await remember('V1', [{ of: units, level: 5 }])
    const kept = await held('V1')
    expect(kept).toHaveLength(12)
    expect(kept).toContainEqual({ of: [units[0]], level: 5 })
  })
})
