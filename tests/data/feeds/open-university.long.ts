import { existsSync } from 'node:fs'
import path from 'node:path'
import { ingestOulad } from '../../../data/feeds/adapters/oulad'
import type { LoadReport } from '../../../data/feeds/ingest'
import { readGroups } from '../../../data/feeds/groupings'
import { readOutcomes } from '../../../data/feeds/outcomes'
import { standardConfiguration as configuration } from '../../../data/configuration/indicator'
import { evaluate } from '../../../data/evaluation/evaluate'
import { scoreWeeks } from '../../../data/scoring/run'
import { useStore } from '../../support/engines'
import { clock } from '../../support/store'
import { useUniversity } from '../../support/university'

const folder = path.join(__dirname, '..', '..', '..', '..', 'shared', 'data', 'oulad')
const describeWhereOulad = existsSync(folder) ? describe : describe.skip
if (!existsSync(folder)) console.info(`Skipped: there is no Open University data at ${folder}.`)

describeWhereOulad('the Open University data', () => {
  const { store } = useStore()
  let reports: LoadReport[]

  beforeAll(async () => {
    reports = await ingestOulad(store(), folder, { clock })
  })

  it('is read whole: clicks, assessments and registrations', () => {
    const rows = Object.fromEntries(reports.map(({ feed, rows: read }) => [feed, read]))
    expect(rows).toMatchObject({ students: 2150, 'activity-day': 584_248, canvas: 12_889 })
    expect(reports.flatMap(({ rejects }) => rejects)).toEqual([])
  })

  it('keeps one student per registration and every click', async () => {
    const students = await store().db.selectFrom('student').select('programme_code').execute()
    const of = (code: string) => students.filter(({ programme_code }) => programme_code === code).length
    expect([of('AAA-2013J'), of('BBB-2013B')]).toEqual([383, 1767])
  })

  it('changes nothing when loaded again', async () => {
    const again = await ingestOulad(store(), folder, { clock })
    expect(again.map(({ unchanged }) => unchanged)).toEqual([true, true, true, true, true])
  })

  it('holds scores that tell early who will not succeed', async () => {
    await scoreWeeks(store(), { clock, configuration })
    const outcomes = await readOutcomes(folder)
    expect(outcomes).toHaveLength(2150)
    const { evaluations: weeks } = await evaluate(store(), { outcomes, weeks: [4, 8, 12, 16] })
    expect(weeks.map(({ programme, week }) => `${programme} ${week}`)).toEqual(
      ['AAA-2013J', 'BBB-2013B'].flatMap((programme) => [4, 8, 12, 16].map((week) => `${programme} ${week}`)),
    )
    for (const { auc = 0, references, precisionLowestDecile, students, negative } of weeks) {
      expect(auc).toBeGreaterThan(references.totalClicks ?? 1)
      expect(auc).toBeGreaterThan(references.daysActive28 ?? 1)
      expect(precisionLowestDecile).toBeGreaterThan(negative / students)
    }
    const mean = (figures: (number | undefined)[]): number =>
      figures.reduce<number>((sum, figure) => sum + (figure ?? NaN), 0) / figures.length
    const regression = mean(weeks.map(({ references }) => references.regression))
    expect(mean(weeks.map(({ auc }) => auc))).toBeGreaterThan(regression - 0.01)
  })

  it('gives groups for a fairness check, which the store does not hold', async () => {
    const groups = await readGroups(folder)
    const told = groups.filter(({ studentId }) => studentId === 'OU-AAA-2013J-11391')
    expect(told.map(({ group, value }) => `${group} ${value}`).sort()).toEqual([
      'age_band 55<=',
      'disability FALSE',
      'gender M',
      'imd_band 90-100%',
    ])
    expect(groups.filter(({ value }) => value === '' || value === '?')).toEqual([])
  })
})

describeWhereOulad('a store that holds a university', () => {
  const store = useUniversity()

  it('takes no Open University data', async () => {
    await expect(ingestOulad(store(), folder, { clock })).rejects.toMatchObject({ code: 'nothing-to-do' })
  })
})

describe('Open University data that are not there', () => {
  const { store } = useStore()

  it('are refused in one line', async () => {
    await expect(ingestOulad(store(), '/nowhere', { clock })).rejects.toMatchObject({
      code: 'feed-unreadable',
      message: expect.stringContaining('/nowhere holds no courses.csv') as string,
    })
  })
})
