import { evaluateAlerts } from '../../../data/alerting/evaluate'
import type { AlertRule } from '../../../data/domain/alert'
import { dayOf } from '../../../data/domain/day'
import { demoTutor } from '../../../data/sample/demo-staff'
import { ask } from '../../../bot/ask'
import { useSample } from '../../support/sample'
import { clock } from '../../support/store'

// What an alert says of a student and what their profile says are of the same days, or each says of which.

const sample = useSample()
beforeAll(() => evaluateAlerts(sample(), { clock }))

const open = (rule: AlertRule) =>
  sample()
    .db.selectFrom('alert_episode')
    .selectAll()
    .where('rule_code', '=', rule)
    .where('state', '=', 'open')
    .execute()

test('a silence is as long in both, and they were last seen on the same day', async () => {
  const scored = await sample()
    .db.selectFrom('score_week')
    .select(['student_id', 'main_reason'])
    .where('week_start', '=', '2026-11-23')
    .where('band', '=', 'none')
    .execute()
  const told = new Map((await open('silent')).map(({ student_id, reason }) => [student_id, reason]))
  let compared = 0
  for (const { student_id, main_reason } of scored) {
    const reason = told.get(student_id)
    const [, since, days] = /^No activity in any source since (.+), (\d+) days$/u.exec(main_reason) ?? []
    if (reason === undefined || since === undefined) continue
    expect(reason).toMatch(
      new RegExp(`for ${days} days(, at least \\d+ of them days of study)?: last seen on ${since}\\.$`, 'u'),
    )
    compared += 1
  }
  expect(compared).toBeGreaterThan(5)
})

test('of the work that is named none was handed in, and each course is named once', async () => {
  const submissions = await sample()
    .db.selectFrom('submission')
    .select(['student_id', 'course_code', 'due_at'])
    .execute()
  const handedIn = new Set(
    submissions.map((row) => `${row.student_id} ${row.course_code} ${dayOf(new Date(row.due_at ?? 0))}`),
  )
  const episodes = await open('nothing-handed-in')
  expect(episodes.length).toBeGreaterThan(20)
  for (const { student_id, reason, facts } of episodes) {
    const { works } = JSON.parse(facts) as { works: { course: string; due: string }[] }
    for (const { course, due } of works) {
      expect(handedIn.has(`${student_id} ${course} ${due}`)).toBe(false)
      expect(reason.split(course)).toHaveLength(2)
    }
    expect(reason).toContain(works.length === 1 ? 'one piece of work' : `${works.length} pieces of work`)
  }
})

test('the profile says of which days its numbers are', async () => {
  const asker = { key: { idOrEmail: demoTutor.staffId }, appRoles: [] }
  const conversation = { id: 'c', kind: 'personal' } as const
  const { answer } = await ask(sample(), clock, asker, { text: 'show 00412303', conversation })
  const card = JSON.stringify(answer.card)
  expect(card).toMatch(/\(0 of \d+ teaching events in the last 14 days that count\)/u)
  expect(card).toMatch(
    /pieces? of work, late ones counting half, in the last 28 days that count, among \d+ peers/u,
  )
  expect(card).not.toMatch(/[( ]1 (pieces|pages|views)/u)
})
