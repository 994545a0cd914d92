import { existsSync } from 'node:fs'
import path from 'node:path'
import { evaluateAlerts } from '../../data/alerting/evaluate'
import { standardConfiguration as configuration } from '../../data/configuration/indicator'
import { alertRules, type AlertRule } from '../../data/domain/alert'
import { addDays, type Day } from '../../data/domain/day'
import { ingestOulad } from '../../data/feeds/adapters/oulad'
import { readOutcomes } from '../../data/feeds/outcomes'
import { scoreWeeks } from '../../data/scoring/run'
import { useStore } from '../support/engines'
import { clock } from '../support/store'

const folder = path.join(__dirname, '..', '..', '..', 'shared', 'data', 'oulad')
const describeWhereOulad = existsSync(folder) ? describe : describe.skip
if (!existsSync(folder)) console.info(`Skipped: there is no Open University data at ${folder}.`)

/** From the first to the last Tuesday of teaching in both presentations. */
const [firstDay, lastDay] = ['2013-02-12', '2014-06-17']

describeWhereOulad('the rules on real learners, evaluated week by week as their year went by', () => {
  const { store } = useStore()
  const figures = new Map<
    AlertRule,
    { episodes: number; students: Set<string>; negative: number; base: number }
  >()
  let studentWeeks = 0

  beforeAll(async () => {
    await ingestOulad(store(), folder, { clock })
    await scoreWeeks(store(), { clock, configuration })
    const outcomes = new Map((await readOutcomes(folder)).map((each) => [each.studentId, each.outcome]))
    const isNegative = (id: string): boolean => outcomes.get(id) === 'negative'
    const leaving = await store()
      .db.selectFrom('student')
      .select(['student_id', 'status', 'start_date', 'end_date'])
      .execute()
    for (let day = firstDay; day <= lastDay; day = addDays(day, 7)) {
      const active = leaving.filter(
        ({ start_date, end_date }) => start_date <= day && (end_date === null || end_date > day),
      )
      await asRecordsWere(day)
      const at = new Date(`${day}T09:00:00Z`)
      const { opened } = await evaluateAlerts(store(), { clock: () => at })
      const base = active.filter(({ student_id }) => isNegative(student_id)).length / active.length
      studentWeeks += active.length
      for (const id of opened) {
        const { rule_code, student_id } = await store()
          .db.selectFrom('alert_episode')
          .select(['rule_code', 'student_id'])
          .where('episode_id', '=', id)
          .executeTakeFirstOrThrow()
        const of = figures.get(rule_code) ?? { episodes: 0, students: new Set(), negative: 0, base: 0 }
        of.episodes += 1
        of.students.add(student_id)
        of.negative += Number(isNegative(student_id))
        of.base += base
        figures.set(rule_code, of)
      }
    }
    const lines = alertRules.flatMap((rule) => {
      const of = figures.get(rule)
      if (!of) return [`${rule}: none`]
      const share = (number: number): string => `${((100 * number) / of.episodes).toFixed(0)} %`
      return [
        `${rule}: ${of.episodes} episodes, ${((100 * of.episodes) / studentWeeks).toFixed(2)} per 100 students and week, ` +
          `${(of.episodes / of.students.size).toFixed(2)} per student with any; ended negative ${share(of.negative)}, of all studying then ${share(of.base)}`,
      ]
    })
    process.stdout.write(`${lines.join('\n')}\n`)
  }, 600_000)

  /** Who left later still studies. */
  async function asRecordsWere(day: Day): Promise<void> {
    await store()
      .db.updateTable('student')
      .set({ status: 'active' })
      .where((eb) => eb.or([eb('end_date', 'is', null), eb('end_date', '>', day)]))
      .execute()
    await store()
      .db.updateTable('student')
      .set({ status: 'withdrawn' })
      .where('end_date', '<=', day)
      .execute()
  }

  it('find those of whom more end badly than of all others', () => {
    for (const [rule, { episodes, negative, base }] of figures)
      if (rule !== 'recovered') expect([rule, negative / episodes > base / episodes]).toEqual([rule, true])
  })
})
