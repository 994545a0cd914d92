import type { Band } from '../../../data/domain/band'
import { bandMoves, weekChanges } from '../../../data/rehearsal/changes'
import type { RehearsedWeek } from '../../../data/rehearsal/rehearsed-weeks'
import { settingsChanged } from '../../../data/rehearsal/settings-changed'
import { weeklyRules } from '../../../data/alerting/weekly-rules'
import { standardAlertSettings } from '../../../data/configuration/alerts'
import { rehearseAlerts } from '../../../data/rehearsal/rehearsed-alerts'
import { tutorLoad, type Tutoring } from '../../../data/rehearsal/tutor-load'
import { standardConfiguration } from '../../../data/configuration/indicator'

const week = (start: string, to: string, bands: Record<string, Band>): RehearsedWeek => ({
  start,
  to,
  students: new Map(
    Object.entries(bands).map(([studentId, band]) => [
      studentId,
      { studentId, programme: 'P', score: 1, band, trend: undefined },
    ]),
  ),
})

describe('the changes of a week', () => {
  const pair = {
    present: week('2026-11-02', '2026-11-09', { a: 'low', b: 'good', c: 'good', d: 'none' }),
    proposed: week('2026-11-02', '2026-11-09', { a: 'partial', b: 'low', c: 'low', d: 'none' }),
  }

  it('count the students by band, and those who change it', () => {
    expect(weekChanges(pair)).toEqual({
      weekStart: '2026-11-02',
      students: 4,
      changed: 3,
      bands: {
        present: { high: 0, good: 2, partial: 0, low: 1, none: 1, unknown: 0 },
        proposed: { high: 0, good: 0, partial: 1, low: 2, none: 1, unknown: 0 },
      },
    })
  })

  it('say from where to where', () => {
    expect(bandMoves(pair)).toEqual([
      { from: 'good', to: 'low', students: 2 },
      { from: 'low', to: 'partial', students: 1 },
    ])
  })
})

describe('the load of tutors', () => {
  const tutoring = (
    staff_id: string,
    student_id: string,
    start = '2026-09-21',
    end: string | null = null,
  ): Tutoring => ({
    staff_id,
    student_id,
    start_date: start,
    end_date: end,
  })
  const weeks = [
    week('2026-11-02', '2026-11-09', { a: 'low', b: 'good', c: 'unknown', d: 'good' }),
    week('2026-11-09', '2026-11-16', { a: 'none', b: 'low', c: 'low', d: 'low' }),
    week('2026-11-16', '2026-11-23', { a: 'good', b: 'partial', c: 'good', d: 'none' }),
    week('2026-11-23', '2026-11-30', { a: 'low', b: 'low', c: 'good', d: 'none' }),
    week('2026-11-30', '2026-12-03', { a: 'good', b: 'good', c: 'none', d: 'good' }),
  ]
  const students = new Map(
    ['1', '2', '3', '4', '5', '6', '7', 'a', 'b', 'c', 'd'].map((student_id) => [
      student_id,
      { student_id, programme_code: 'P', level: 4, start_date: '2026-09-21', interruptions: [] },
    ]),
  )
  const rules = weeklyRules(standardAlertSettings.rules, standardConfiguration)
  const alerted = (told: readonly RehearsedWeek[], counts = () => true) =>
    rehearseAlerts(told, students, { counts }, rules).slice(1)

  it('counts who is newly low, as alerts do: in whole weeks, not who stays there, nor twice who comes back to it', () => {
    // b and d in the second week, a in the fourth; nothing is known of c before the second.
    const load = tutorLoad(alerted(weeks), [
      tutoring('T', 'a'),
      tutoring('T', 'b'),
      tutoring('U', 'b'),
      tutoring('U', 'd'),
    ])
    expect(load).toEqual({
      entering: 3,
      byRule: [
        { rule: 'newly-low', opened: 3, useful: undefined },
        { rule: 'sudden-drop', opened: 0, useful: undefined },
      ],
      withoutTutor: 0,
      tutorWeeks: 6,
      meanPerTutorWeek: 4 / 6,
      most: 2,
      distribution: [3, 2, 1, 0, 0, 0],
    })
  })

  it('counts nothing in weeks that do not count', () => {
    expect(
      tutorLoad(
        alerted(weeks, () => false),
        [],
      ),
    ).toMatchObject({ entering: 0 })
  })

  it('tells how many would be found useful, by what staff have said, where enough was said', () => {
    const precision = [
      { rule: 'newly-low', judged: 20, useful: 15 },
      { rule: 'sudden-drop', judged: 9, useful: 9 },
    ] as const
    expect(tutorLoad(alerted(weeks), [], precision).byRule).toEqual([
      { rule: 'newly-low', opened: 3, useful: 2.25 },
      { rule: 'sudden-drop', opened: 0, useful: undefined },
    ])
  })

  it('goes by who was the tutor in that week, once', () => {
    const load = tutorLoad(alerted(weeks.slice(0, 2)), [
      tutoring('T', 'b', '2026-09-21', '2026-11-15'),
      tutoring('U', 'b', '2026-11-15'),
      tutoring('U', 'b'),
      tutoring('U', 'elsewhere'),
      tutoring('V', 'elsewhere'),
    ])
    expect(load).toMatchObject({ entering: 2, withoutTutor: 1, tutorWeeks: 1, most: 1 })
  })

  it('has no mean without tutors', () => {
    expect(tutorLoad(alerted(weeks), [])).toMatchObject({
      withoutTutor: 3,
      tutorWeeks: 0,
      meanPerTutorWeek: undefined,
      most: 0,
    })
  })

  it('puts five and more together', () => {
    const ids = ['1', '2', '3', '4', '5', '6', '7']
    const all = (band: Band) => Object.fromEntries(ids.map((id) => [id, band]))
    const load = tutorLoad(
      alerted([week('2026-11-02', '2026-11-09', all('good')), week('2026-11-09', '2026-11-16', all('none'))]),
      ids.map((id) => tutoring('T', id)),
    )
    expect(load).toMatchObject({ most: 7, distribution: [0, 0, 0, 0, 0, 1] })
  })
})

it('the settings that differ are named by their path', () => {
  const { weights } = standardConfiguration
  const proposed = {
    ...standardConfiguration,
    windowDays: 21,
    weights: { ...weights, library: 0.2 },
    version: 'other',
  }
  expect(settingsChanged(standardConfiguration, proposed)).toEqual([
    { setting: 'windowDays', present: standardConfiguration.windowDays, proposed: 21 },
    { setting: 'weights.library', present: weights.library, proposed: 0.2 },
  ])
  expect(settingsChanged(standardConfiguration, standardConfiguration)).toEqual([])
  const { rules } = standardAlertSettings
  const other = { ...rules, silent: { ...rules.silent, on: false, days: 21 } }
  expect(settingsChanged(rules, other, 'alerts.rules.')).toEqual([
    { setting: 'alerts.rules.silent.on', present: true, proposed: false },
    { setting: 'alerts.rules.silent.days', present: 14, proposed: 21 },
  ])
})
