import { sql } from 'kysely'
import { bands } from '../../../data/domain/band'
import { evaluate } from '../../../data/evaluation/evaluate'
import { readSetting } from '../../../data/records/settings'
import { backTest } from '../../../data/rehearsal/back-test'
import { rehearse, type Rehearsal } from '../../../data/rehearsal/rehearse'
import { standardConfiguration, type Configuration } from '../../../data/configuration/indicator'
import { useSample } from '../../support/sample'
import { useUniversity } from '../../support/university'
import { clock } from '../../support/store'

describe('a rehearsal in the sample university', () => {
  const store = useSample()
  const sampleClock = async () => {
    const now = new Date((await readSetting(store().db, 'sample-now')) ?? '')
    return () => now
  }
  /** How many rows this store's connection has ever written. */
  const written = async (): Promise<number | undefined> => {
    const { rows } = await sql<{ written: number }>`select total_changes() as written`.execute(store().db)
    return rows[0]?.written
  }
  const run = async (proposed: Configuration, weeks = 1): Promise<Rehearsal> =>
    rehearse(store(), { clock: await sampleClock(), present: standardConfiguration, proposed, weeks })

  it('finds with the same configuration the stored bands, and no change', async () => {
    const { weeks, moves, configurations, alerts } = await run(standardConfiguration)
    expect(weeks).toHaveLength(1)
    expect(configurations.changed).toEqual([])
    expect(moves).toEqual([])
    expect(alerts.proposed).toEqual(alerts.present)
    expect(alerts.present.tutorWeeks).toBeGreaterThan(0)
    for (const { weekStart, changed, bands: counts } of weeks) {
      expect(changed).toBe(0)
      for (const band of bands) {
        const stored = await store()
          .db.selectFrom('score_week')
          .select(({ fn }) => fn.countAll<number>().as('students'))
          .where('week_start', '=', weekStart)
          .where('band', '=', band)
          .executeTakeFirst()
        expect([weekStart, band, counts.present[band]]).toEqual([weekStart, band, stored?.students])
      }
    }
  })

  it('sees each row that is written', async () => {
    const before = await written()
    await store().db.updateTable('unit').set({ gone_on: null }).where('kind', '=', 'faculty').execute()
    expect(await written()).toBeGreaterThan(before ?? Infinity)
  })

  it('tells what higher thresholds would do, and writes nothing', async () => {
    const before = await written()
    const higher = { high: 95, good: 80, partial: 60 }
    const proposed = {
      ...standardConfiguration,
      thresholds: higher,
      thresholdsWithoutAttendance: higher,
      version: 'x',
    }
    const { weeks, moves, alerts } = await run(proposed)
    const [newest] = weeks.slice(-1)
    expect(newest?.bands.proposed.low).toBeGreaterThan(newest?.bands.present.low ?? Infinity)
    expect(newest?.bands.proposed.none).toBe(newest?.bands.present.none)
    expect(moves.reduce((sum, { students }) => sum + students, 0)).toBe(newest?.changed)
    expect(alerts.proposed.entering).not.toBe(alerts.present.entering)
    expect(await written()).toBe(before)
  })

  it('back-tests both on outcomes, as evaluate does the stored scores', async () => {
    const scored = await store().db.selectFrom('score_week').select(['student_id', 'band']).execute()
    const low = new Set(scored.filter(({ band }) => band === 'low').map(({ student_id }) => student_id))
    const outcomes = [...new Set(scored.map(({ student_id }) => student_id))].map((studentId) => ({
      studentId,
      outcome: low.has(studentId) ? ('negative' as const) : ('positive' as const),
      knownOn: '2030-01-01',
    }))
    const asked = { outcomes, weeks: [4] }
    const both = await backTest(store(), {
      clock: await sampleClock(),
      present: standardConfiguration,
      proposed: {
        ...standardConfiguration,
        weights: { ...standardConfiguration.weights, library: 1 },
        version: 'x',
      },
      ...asked,
    })
    const { evaluations } = await evaluate(store(), asked)
    expect(both.length).toBeGreaterThan(0)
    expect(both.map(({ programme, week, present }) => [programme, week, present.auc])).toEqual(
      evaluations.map(({ programme, week, auc }) => [programme, week, auc]),
    )
    expect(both.map(({ proposed }) => proposed.auc)).not.toEqual(both.map(({ present }) => present.auc))
  })
})

describe('a rehearsal without activity', () => {
  const store = useUniversity()

  it('is refused in one line', async () => {
    const same = { present: standardConfiguration, proposed: standardConfiguration }
    await expect(rehearse(store(), { clock, ...same, weeks: 4 })).rejects.toMatchObject({
      code: 'nothing-to-do',
    })
  })
})
