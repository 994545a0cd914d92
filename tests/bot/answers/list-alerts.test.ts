import { ask, type Asked } from '../../../bot/ask'
import { demoTutor } from '../../../data/sample/demo-staff'
import { clock } from '../../support/store'
import { useSample } from '../../support/sample'

const store = useSample()
const officer = 's0123'
const key = ['Engagement.DataProtection']

function askAs(staff: string, text: string, appRoles: string[] = [], limit = 1_000): Promise<Asked> {
  const message = { text, conversation: { id: 'test', kind: 'personal' } as const }
  return ask(store(), clock, { key: { idOrEmail: staff }, appRoles }, message, { hour: limit, day: limit })
}

const alertsTo = async (staff: string, appRoles: string[] = []): Promise<string> =>
  (await askAs(staff, 'any alerts?', appRoles)).answer.text

test('the data-protection role learns who looked at unusually many students, and never at whom', async () => {
  expect(await alertsTo(officer, key)).toContain('Nobody looked at unusually many students.')
  await askAs(demoTutor.staffId, 'show my tutees by name', [], 10)
  expect(await alertsTo(officer, key)).toContain('Nobody looked at unusually many students.')
  await askAs(demoTutor.staffId, 'show my tutees by name', [], 9)
  const told = await alertsTo(officer, key)
  expect(told).toContain('1 alert, one per person and day')
  expect(told).toMatch(
    /Ruth Adeyemi \(s0101\): .*, \d\d:\d\d: 10 students in an hour \(limit 9\), 10 in 24 hours/u,
  )
  expect(told).not.toMatch(/004\d{5}/u)
})

test('nobody else does, and the role alone is not enough', async () => {
  for (const [staff, roles] of [
    [officer, []],
    [demoTutor.staffId, key],
    ['s0119', ['Engagement.Institution']],
    ['s0125', []],
  ] as const) {
    const { query, answer } = await askAs(staff, 'list alerts', [...roles])
    expect(query).toEqual({ intent: 'list-alerts' })
    expect(answer.text).toContain('I do not send alerts about students yet')
    expect(answer.text).not.toContain('Ruth')
    expect(answer.text).toContain('You can ask: ')
  }
  expect(await alertsTo(officer)).toContain('Engagement.DataProtection')
})

test('administrators learn how deliveries go, with their second key, and no name', async () => {
  const told = await alertsTo('s0125', ['Engagement.Admin'])
  expect(told).toContain('Messages sent unasked in the last 30 days')
  expect(told).toMatch(/Personal tutor: 0 of \d+, 0 blocked, \d+ without a chat/u)
  expect(told).not.toMatch(/s0\d{3}|Ruth/u)
})

test('in a group nothing is said', async () => {
  const message = { text: 'list alerts', conversation: { id: 'test', kind: 'group' } as const }
  const { answer } = await ask(store(), clock, { key: { idOrEmail: officer }, appRoles: key }, message)
  expect(answer.text).not.toContain('Ruth')
})
