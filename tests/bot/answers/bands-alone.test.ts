import { ask, type Asked } from '../../../bot/ask'
import type { Question, QuestionOf } from '../../../bot/language/question'
import { bands } from '../../../data/domain/band'
import { listStudents } from '../../../data/queries/list-students'
import { studentProfile } from '../../../data/queries/student-profile'
import { everyone, look, scopeOver } from '../../data/queries/scopes'
import { useSample } from '../../support/sample'
import { clock } from '../../support/store'

const store = useSample()
/** A faculty's administrative staff. */
const asker = { key: { idOrEmail: 's0116' }, appRoles: ['Engagement.FacultyAdmin'] }
const mine = { kind: 'mine' } as const
const window = { from: '2026-10-01', to: '2026-11-01' }
const aisha = { id: '00412301' }

const say = (question: Question): Promise<Asked> =>
  ask(store(), clock, asker, { question, conversation: { id: 'bands', kind: 'personal' } })

test.each<[string, Question]>([
  ['a list of a past time', { intent: 'list-students', population: mine, window }],
  ['a list of several weeks', { intent: 'list-students', population: mine, window: { days: 56 } }],
  ['a student as of a past time', { intent: 'show-student', student: aisha, window }],
  ['a single source of a student', { intent: 'show-student', student: aisha, source: 'canvas' }],
  ['numbers of a past time', { intent: 'summarise', population: mine, window }],
  ['numbers by week', { intent: 'summarise', population: mine, by: 'week' }],
  ['the trend of many', { intent: 'trend', population: mine }],
])('a role that sees bands alone is not given %s', async (_what, question) => {
  const { answer } = await say(question)
  expect(answer.text).toContain('Bands, and no more')
  expect(answer.students).toEqual([])
})

test('“this week” is no past time', async () => {
  const thisWeek = { from: '2026-11-23', to: '2026-11-25' }
  const list: QuestionOf<'list-students'> = { intent: 'list-students', population: mine, bands: ['low'] }
  const now = await say(list)
  expect(now.answer.students).toHaveLength(10)
  expect((await say({ ...list, window: thisWeek })).answer.students).toEqual(now.answer.students)
  const { answer } = await say({ intent: 'show-student', student: aisha, window: thisWeek })
  expect(answer.students).toEqual([aisha.id])
})

const admin = scopeOver([{ kind: 'faculty', code: 'FSE' }], { role: 'faculty-admin', detail: 'contact' })

test('nor does a query give it a past band, or in how many weeks it was low', async () => {
  const now = await listStudents(store(), admin, everyone, look)
  expect(await listStudents(store(), admin, { ...everyone, time: window }, look)).toEqual(now)
  const profile = await studentProfile(store(), admin, aisha.id, look)
  expect(await studentProfile(store(), admin, aisha.id, look, { time: window })).toEqual(profile)
})

test('the order of its list tells no more than the bands do', async () => {
  const { students } = await listStudents(store(), admin, { ...everyone, sort: 'score' }, look)
  const lowest = [...bands].filter((band) => band !== 'unknown').reverse()
  const height = [...lowest, 'unknown']
  const names = new Intl.Collator('en-GB')
  const sorted = [...students].sort(
    (a, b) =>
      height.indexOf(a.band) - height.indexOf(b.band) ||
      names.compare(a.family_name, b.family_name) ||
      names.compare(a.given_name, b.given_name) ||
      names.compare(a.student_id, b.student_id),
  )
  expect(students.map(({ student_id }) => student_id)).toEqual(sorted.map(({ student_id }) => student_id))
})
