import fc from 'fast-check'
import { bands } from '../../../data/domain/band'
import type { ScopePopulation } from '../../../data/domain/scope'
import { summarise, type Summary, type SummaryRequest } from '../../../data/queries/summary'
import { roundCount, roundWhole } from '../../../data/rights/disclosure-control'
import { useSample } from '../../support/sample'
import { coveredBy, listed, look, readRecords, scopeOver, today, type Records } from './scopes'

const store = useSample()
let records: Records
const scores = new Map<string, { band: string; score: number | null }>()

beforeAll(async () => {
  records = await readRecords(store())
  const rows = await store()
    .db.selectFrom('score_week')
    .select(['student_id', 'band', 'score', 'week_start'])
    .where('week_start', '<=', today)
    .orderBy('week_start')
    .execute()
  const newest = rows.at(-1)?.week_start
  const active = new Set(
    records.students.filter(({ status }) => status === 'active').map(({ student_id }) => student_id),
  )
  for (const row of rows)
    if (row.week_start === newest && active.has(row.student_id)) scores.set(row.student_id, row)
})

const inFull = { detail: 'full', role: 'programme-leader' } as const
const numbers = (summary: Summary) => {
  if (summary.kind !== 'numbers') throw new Error('these numbers are given')
  return summary
}
const numbersOf = async (population: ScopePopulation, request: Partial<SummaryRequest>) =>
  numbers(
    await summarise(
      store(),
      scopeOver([population], inFull),
      { by: 'band', bands: ['low', 'none'], ...request },
      [],
      look,
    ),
  )

/** What a summary must say of 23 or more of these students, by the plain reading of the records. */
function expected(ids: readonly string[]) {
  const held = ids.map((id) => scores.get(id) ?? { band: 'unknown', score: null })
  const judged = held.flatMap(({ score }) => (score === null ? [] : [score]))
  const rounded = bands.map((band) => ({
    band,
    count: roundCount(held.filter((each) => each.band === band).length),
  }))
  const all = rounded.reduce((sum, { count }) => sum + count, 0)
  const percent = (...of: string[]): number =>
    Math.round(
      (100 * rounded.reduce((sum, { band, count }) => sum + (of.includes(band) ? count : 0), 0)) / all,
    )
  return {
    students: roundWhole(
      roundCount(ids.length),
      rounded.map(({ count }) => count),
      true,
    ),
    fitting: percent('low', 'none'),
    unknown: percent('unknown'),
    ...(judged.length < 23
      ? {}
      : { average: Math.round(judged.reduce((sum, score) => sum + score, 0) / judged.length) }),
  }
}

const codes = (kind: string): string[] =>
  records.units.filter((unit) => unit.kind === kind).map(({ unit_code }) => unit_code)

it('says of any unit and level what the records say', async () => {
  const kinds = ['programme', 'school', 'faculty'] as const
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...kinds.flatMap((kind) => codes(kind).map((code) => ({ kind, code })))),
      fc.constantFrom(undefined, 4, 5),
      async (population, level) => {
        const ids = listed(
          coveredBy(records, scopeOver([population])).filter(
            (each) => level === undefined || each.level === level,
          ),
        )
        const { total, bands: counts } = await numbersOf(population, { level })
        if (ids.length < 23) expect(total).toMatchObject({ students: roundCount(ids.length) })
        else expect(total).toMatchObject(expected(ids))
        const inBand = (band: string) =>
          ids.filter((id) => (scores.get(id)?.band ?? 'unknown') === band).length
        for (const { band, students } of counts) expect(students).toBe(roundCount(inBand(band)))
        expect(counts).toHaveLength(6)
      },
    ),
    { numRuns: 40 },
  )
})

it.each(['programme', 'school', 'faculty', 'level'] as const)('tells groups apart by %s', async (by) => {
  const { groups, bands: counts } = await numbersOf({ kind: 'institution' }, { by })
  expect(counts).toEqual([])
  const keys = by === 'level' ? ['3', '4', '5', '6', '7', '8'] : codes(by)
  expect(groups.map(({ key }) => key).sort()).toEqual(keys.sort())
  for (const { key, published } of groups) {
    const ids =
      by === 'level'
        ? records.students.filter(({ gone_on, level }) => gone_on === null && level === Number(key))
        : coveredBy(records, scopeOver([{ kind: by, code: key }]))
    expect(published).toEqual(expected(listed(ids)))
  }
})

it('is of nobody over no population', async () => {
  const summary = await summarise(
    store(),
    scopeOver([], inFull),
    { by: 'programme', bands: ['low'] },
    [],
    look,
  )
  expect(summary).toMatchObject({ total: { students: 0 }, groups: [] })
})

it('counts who is in no school towards the total alone', async () => {
  const { db } = store()
  const programme = {
    unit_code: 'LOOSE',
    kind: 'programme' as const,
    name: 'Loose',
    parent_code: null,
    gone_on: null,
  }
  await db.insertInto('unit').values(programme).execute()
  const [someone] = records.students
  if (!someone) throw new Error('the sample has students')
  const students = Array.from({ length: 30 }, (_, index) => ({
    ...someone,
    student_id: `loose-${index}`,
    programme_code: 'LOOSE',
    status: 'active' as const,
    gone_on: null,
  }))
  await db.insertInto('student').values(students).execute()
  const { groups, total } = await numbersOf({ kind: 'institution' }, { by: 'school' })
  expect(groups.map(({ key }) => key).sort()).toEqual(codes('school').sort())
  const everybody = records.students.filter(({ gone_on }) => gone_on === null)
  expect(total.students).toBe(roundCount(listed(everybody).length + 30))
  await db.deleteFrom('student').where('student_id', 'like', 'loose-%').execute()
  await db.deleteFrom('unit').where('unit_code', '=', 'LOOSE').execute()
})

describe('under a role that sees no person', () => {
  const scope = scopeOver([{ kind: 'faculty', code: 'FSE' }], {
    staffId: 'V1',
    role: 'faculty-pvc',
    detail: 'aggregate',
  })
  const ask = (request: Partial<SummaryRequest>) =>
    summarise(store(), scope, { by: 'band', bands: ['low'], ...request }, [], look)
  const remembered = () =>
    store().db.selectFrom('aggregate_answer').select('population').orderBy('population').execute()
  beforeEach(() => store().db.deleteFrom('aggregate_answer').execute())

  it('what is given is remembered: the whole and each row shown', async () => {
    expect(numbers(await ask({ by: 'school' })).groups).toHaveLength(2)
    const of = [{ kind: 'faculty', code: 'FSE' }]
    const texts = (await remembered()).map(({ population }) => JSON.parse(population) as unknown)
    expect(texts).toHaveLength(3)
    expect(texts).toEqual(
      expect.arrayContaining([
        { of },
        { of, within: { kind: 'school', code: 'COMP' } },
        { of, within: { kind: 'school', code: 'ENGR' } },
      ]),
    )
  })

  it('what is refused is not, and nothing is given that cannot be remembered', async () => {
    expect(await ask({ level: 3, by: 'band' })).toMatchObject({ kind: 'numbers' })
    const before = await remembered()
    await store()
      .db.updateTable('student')
      .set({ level: 6 })
      .where('level', '=', 8)
      .where('student_id', 'in', (await eighth()).slice(5))
      .execute()
    expect(await ask({ level: 8 })).toMatchObject({ kind: 'refused', alone: true })
    expect(await remembered()).toEqual(before)
  })

  const eighth = async (): Promise<string[]> => {
    const rows = await store()
      .db.selectFrom('student')
      .select('student_id')
      .where('level', '=', 8)
      .orderBy('student_id')
      .execute()
    return rows.map(({ student_id }) => student_id)
  }

  it.each([
    ['full', true],
    ['named', false],
    ['contact', false],
  ] as const)('gives averages that tell of few whom the asker sees in %s: %p', async (detail, given) => {
    // The eighth level, of no more than five, is what the other levels leave of the faculty.
    const extra = (await eighth()).slice(5)
    const move = (level: number) =>
      store()
        .db.updateTable('student')
        .set({ level })
        .where('student_id', 'in', [...extra, ''])
        .execute()
    await move(6)
    const known = [scopeOver([{ kind: 'level', programme: 'PHD-ENG', level: 8 }], { detail, staffId: 'V1' })]
    const askKnowing = (level?: number) =>
      summarise(store(), scope, { by: 'band', bands: ['low'], level }, known, look)
    for (const level of [3, 4, 5, 6, 7]) expect(await askKnowing(level)).toMatchObject({ kind: 'numbers' })
    const { total } = numbers(await askKnowing())
    await move(8)
    expect(total.fitting).toBeDefined()
    expect(total.average !== undefined).toBe(given)
  })

  it('a population that is no set of units is no ground for numbers', async () => {
    const tutees = scopeOver([{ kind: 'tutees' }], { staffId: 'V1', detail: 'aggregate' })
    await expect(summarise(store(), tutees, { by: 'band', bands: ['low'] }, [], look)).rejects.toThrow()
  })
})
