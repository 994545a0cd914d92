import { evaluateAlerts } from '../../../data/alerting/evaluate'
import { alertRules } from '../../../data/domain/alert'
import { readSetting } from '../../../data/records/settings'
import { useSample } from '../../support/sample'

describe('the sample university, evaluated for the first time', () => {
  const store = useSample()

  it('has sensibly many episodes of each rule, and no identifier in any reason', async () => {
    const now = new Date((await readSetting(store().db, 'sample-now')) ?? '')
    const { opened } = await evaluateAlerts(store(), { clock: () => now })
    const rows = await store().db.selectFrom('alert_episode').selectAll().execute()
    const students = await store()
      .db.selectFrom('student')
      .selectAll()
      .where('status', '=', 'active')
      .execute()
    const share = (rule: string): number =>
      (100 * rows.filter(({ rule_code }) => rule_code === rule).length) / students.length
    const lines = alertRules.map((rule) => `${rule}: ${share(rule).toFixed(1)} per 100 students`)
    process.stdout.write(`${lines.join('\n')}\n`)
    expect(rows).toHaveLength(opened.length)
    for (const [rule, least, most] of [
      ['newly-low', 2, 6],
      ['silent', 0.3, 2],
      ['sudden-drop', 1, 4],
      ['missed-sessions', 2, 6],
      ['nothing-handed-in', 3, 12],
    ] as const) {
      expect([rule, share(rule) >= least]).toEqual([rule, true])
      expect([rule, share(rule) <= most]).toEqual([rule, true])
    }
    const names = new Set(students.flatMap(({ student_id, family_name }) => [student_id, family_name]))
    const words = rows.flatMap(({ reason }) => reason.split(/[\s.,;:]+/u))
    expect(words.filter((word) => /\d{5}/u.test(word) || (names.has(word) && word.length > 5))).toEqual([])
  })

  it('opens nothing about those who are away', async () => {
    const away = await store()
      .db.selectFrom('alert_episode')
      .innerJoin('student', 'student.student_id', 'alert_episode.student_id')
      .select('alert_episode.rule_code')
      .where((eb) =>
        eb.or([
          eb('student.status', '<>', 'active'),
          eb.and([eb('student.programme_code', '=', 'BSC-CYB'), eb('student.level', '=', 5)]),
        ]),
      )
      .execute()
    expect(away).toEqual([])
  })
})
