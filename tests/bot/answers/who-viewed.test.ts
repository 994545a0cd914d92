import { ask, type Asked } from '../../../bot/ask'
import { demoLeader, demoTutor, otherTutor } from '../../../data/sample/demo-staff'
import { commandLine } from '../../../data/records/unusual-looks'
import { useSample } from '../../support/sample'
import { clock } from '../../support/store'
import { lookAt } from '../../support/trail'

const store = useSample()
const aisha = '00412301'

function askAs(staff: string, text: string, appRoles: string[] = []): Promise<Asked> {
  const message = { text, conversation: { id: 'test', kind: 'personal' } as const }
  return ask(store(), clock, { key: { idOrEmail: staff }, appRoles }, message)
}
const daysAgo = (days: number): Date => new Date(Date.now() - days * 86_400_000)
const look = (staffId: string, at: Date, more: object = {}) =>
  lookAt(store(), { staffId, at, students: [aisha], ...more })

beforeEach(() => store().db.deleteFrom('access_entry_student').execute())

test('tells who looked, in which role, how often and when last, who was last first', async () => {
  const before = (await askAs(demoTutor.staffId, 'who has looked at Aisha')).answer
  expect(before.text).toContain('Nobody has in the last 90 days.')
  await look(demoLeader.staffId, daysAgo(3))
  await look(demoLeader.staffId, daysAgo(5), { role: 'level-tutor' })
  await look('s0999', daysAgo(1))
  await look(demoLeader.staffId, daysAgo(2), { conversation: commandLine })
  await look('s0104', daysAgo(4), { conversation: commandLine })
  await look('s0104', daysAgo(91), { role: 'director-of-school' })
  await look(otherTutor.staffId, daysAgo(1), { students: ['00412312'] })
  const { query, answer } = await askAs(demoTutor.staffId, 'who has looked at Aisha')
  expect(query).toEqual({ intent: 'who-viewed', student: { id: aisha } })
  const facts = answer.text.split('\n').slice(4, -1)
  expect(facts[0]).toMatch(/^Ruth Adeyemi \(s0101\): personal tutor · 1 look, the last on /u)
  expect(facts[1]).toMatch(/^s0999: programme leader · 1 look, the last on /u)
  expect(facts[2]).toMatch(/^An operator on the command line: in somebody’s name · 2 looks/u)
  expect(facts[3]).toMatch(/^Gareth Pritchard \(s0102\): level tutor · programme leader · 2 looks/u)
  expect(facts).toHaveLength(4)
  expect(answer.text).toContain('In the last 90 days: 4 people.')
  expect(answer.text).toContain('This look is recorded too.')
  expect(answer.students).toEqual([aisha])
})

test('shows the last twenty', async () => {
  for (let person = 0; person < 25; person += 1)
    await look(`X${String(person).padStart(2, '0')}`, new Date(Date.now() - person * 1_000))
  const { answer } = await askAs(demoTutor.staffId, `who viewed ${aisha}`)
  const shown = answer.text.split('\n').filter((line) => line.startsWith('X'))
  expect(shown).toHaveLength(20)
  expect(shown[0]).toMatch(/^X00:/u)
  expect(answer.text).toContain('the last 20 of them here')
})

test.each([
  ['a director of school', 's0104', ['Engagement.School'], 'The data-protection office can look into it'],
  [
    'faculty administrators',
    's0116',
    ['Engagement.FacultyAdmin'],
    'The data-protection office can look into it',
  ],
  ['the Executive Leadership Team', 's0119', ['Engagement.Institution'], 'There is nobody I may show you'],
  ['a tutor of others', otherTutor.staffId, [], 'I cannot find that student'],
])('%s is told nothing of it', async (_who, staff, appRoles, told) => {
  const { answer } = await askAs(staff, `who has looked at ${aisha}`, appRoles)
  expect(answer.text).toContain(told)
  expect(answer.text).not.toMatch(/Gareth|looks?,/u)
  expect(answer.students).toEqual([])
})

test('is quick for a student at whom thousands of looks were made, among far more at others', async () => {
  const looks = Array.from({ length: 60_000 }, (_, index) => ({
    entry_id: `many-${index}`,
    occurred_at: daysAgo((index % 80) + 1).toISOString(),
    staff_id: `Y${index % 40}`,
    role: 'programme-leader' as const,
    detail: 'full' as const,
    intent: 'list-students',
    conversation: `c${index % 40}`,
  }))
  await store().transaction(async (tx) => {
    const columns = ['entry_id', 'occurred_at', 'staff_id', 'role', 'detail', 'intent', 'conversation']
    await tx.insert(
      'access_entry',
      columns,
      looks.map((entry) => Object.values(entry)),
    )
    await tx.insert(
      'access_entry_student',
      ['entry_id', 'student_id'],
      looks.map(({ entry_id }, index) => [entry_id, index < 10_000 ? aisha : '00412312']),
    )
  })
  await askAs(demoTutor.staffId, `show ${aisha}`)
  const started = performance.now()
  const { answer } = await askAs(demoTutor.staffId, `who has looked at ${aisha}`)
  expect(performance.now() - started).toBeLessThan(1_500)
  expect(answer.text).toContain('250 looks')
})
