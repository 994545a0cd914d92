import { ask, type Asked } from '../../../bot/ask'
import { pausedUntil } from '../../../data/records/alert-preferences'
import { demoLeader, demoTutor } from '../../../data/sample/demo-staff'
import { clock } from '../../support/store'
import { useSample } from '../../support/sample'

const store = useSample()
const ruth = demoTutor.staffId

function askAs(staff: string, text: string, more: { id?: string; roles?: string[] } = {}): Promise<Asked> {
  const message = { text, conversation: { id: more.id ?? 'test', kind: 'personal' } as const }
  return ask(store(), clock, { key: { idOrEmail: staff }, appRoles: more.roles ?? [] }, message)
}
const says = async (text: string): Promise<string> => (await askAs(ruth, text)).answer.text
const pause = (staff: string, day = '2026-11-24') => pausedUntil(store().db, staff, day)

test('alerts pause for a time, until resumed, and come again', async () => {
  expect(await says('alert settings')).toMatch(/^Your alerts are on/u)
  expect(await says('pause my alerts for two weeks')).toMatch(
    /^Your alerts are paused\nThey come again on Tuesday 8 December\.\nThis version sends no alerts about students yet/u,
  )
  expect(await pause(ruth)).toEqual({ until: '2026-12-08' })
  expect(await pause(ruth, '2026-12-07')).toEqual({ until: '2026-12-08' })
  expect(await pause(ruth, '2026-12-08')).toBeUndefined()
  expect(await pause(demoLeader.staffId)).toBeUndefined()
  expect(await says('pause my alerts')).toContain('They stay away until you resume them.')
  expect(await pause(ruth, '2099-01-01')).toEqual({ until: null })
  expect(await says('alert settings')).toMatch(/^Your alerts are paused/u)
  expect(await says('resume alerts')).toMatch(/^Your alerts are on/u)
  expect(await pause(ruth)).toBeUndefined()
  expect(await says('resume alerts')).toMatch(/^Your alerts are on/u)
})

test('every button that is offered is understood', async () => {
  for (const text of ['alert settings', 'pause my alerts']) {
    const offered = [...(await says(text)).matchAll(/“([^”]+)”/gu)].map(([, each]) => each ?? '')
    expect(offered).toHaveLength(2)
    for (const each of offered)
      expect((await askAs(ruth, each)).query).toMatchObject({ intent: 'alert-preferences' })
  }
})

test('data protection is told which alerts never pause', async () => {
  const roles = ['Engagement.DataProtection']
  const { answer } = await askAs('s0123', 'pause my alerts', { roles })
  expect(answer.text).toContain('Alerts about unusual looks, which you get for data protection, never pause.')
  expect(await says('pause my alerts')).not.toContain('unusual looks')
})

test('an operator changes nothing in somebody’s name', async () => {
  await askAs(ruth, 'resume alerts')
  const { answer } = await askAs(ruth, 'pause my alerts', { id: 'command-line' })
  expect(answer.text).toContain('Nothing was changed.')
  expect(await pause(ruth)).toBeUndefined()
})

test('in a group nothing is said or changed', async () => {
  const message = { text: 'pause my alerts', conversation: { id: 'g', kind: 'group' } as const }
  const { answer } = await ask(store(), clock, { key: { idOrEmail: ruth }, appRoles: [] }, message)
  expect(answer.text).toContain('Let us talk about that in private')
  expect(await pause(ruth)).toBeUndefined()
})
