import { ask, type Asked } from '../../../bot/ask'
import { z } from 'zod'
import { alertKinds } from '../../../data/domain/alert'
import { alertChoices } from '../../../data/records/alert-choices'
import { pausedUntil } from '../../../data/records/alert-pause'
import { demoLeader, demoTutor } from '../../../data/sample/demo-staff'
import { words } from '../../cards/walk'
import { clock } from '../../support/store'
import { pressAs } from '../../support/alert-acts'
import { dataOf, inputsOf } from '../../support/pressed'
import { useSample } from '../../support/sample'

const choose = z.object({ verb: z.literal('alert-choose'), offered: z.array(z.enum(alertKinds)) })

const store = useSample()
const ruth = demoTutor.staffId

function askAs(staff: string, text: string, more: { id?: string; roles?: string[] } = {}): Promise<Asked> {
  const message = { text, conversation: { id: more.id ?? 'test', kind: 'personal' } as const }
  return ask(store(), clock, { key: { idOrEmail: staff }, appRoles: more.roles ?? [] }, message)
}
const says = async (text: string): Promise<string> => (await askAs(ruth, text)).answer.text
const pause = (staff: string, day = '2026-11-24') => pausedUntil(store().db, staff, day)

test('alerts pause until a day, or until resumed, and come again', async () => {
  expect(await says('alert settings')).toMatch(/^Your alerts are on/u)
  expect(await says('pause my alerts for two weeks')).toMatch(
    /^Your alerts are paused\nThey come again on Tuesday 8 December\.\nWhat waits for you for 4 working days goes to the next who looks after the student, such as the level tutor\.\nHow they come: One card for each/u,
  )
  expect(await pause(ruth)).toEqual({ until: '2026-12-08' })
  expect(await pause(ruth, '2026-12-07')).toEqual({ until: '2026-12-08' })
  expect(await pause(ruth, '2026-12-08')).toBeUndefined()
  expect(await pause(demoLeader.staffId)).toBeUndefined()
  expect(await says('pause my alerts until Monday')).toContain('They come again on Monday 30 November.')
  expect(await pause(ruth)).toEqual({ until: '2026-11-30' })
  expect(await says('alert settings')).toMatch(/^Your alerts are paused/u)
  expect(await says('resume alerts')).toMatch(/^Your alerts are on/u)
  expect(await pause(ruth)).toBeUndefined()
  expect(await says('resume alerts')).toMatch(/^Your alerts are on/u)
})

test.each(['pause my alerts', 'stop the alerts', 'mute alerts', 'too many alerts', 'unsubscribe'])(
  '“%s” pauses nothing by itself, and opens the settings',
  async (text) => {
    expect(await says(text)).toMatch(/^Your alerts are on\n[^]*How they come: One card for each/u)
    expect(await pause(ruth)).toBeUndefined()
  },
)

test.each([
  ['pause my alerts for 3 years', 'Alerts can be paused for a year at most', 'pause my alerts for a year'],
  ['pause my alerts until yesterday', 'That day is over', 'pause my alerts for a week'],
  ['I am on leave until Monday', 'Shall I pause your alerts?', 'pause my alerts until 30 Nov'],
])('“%s” pauses nothing, and offers what can be', async (text, title, offered) => {
  const told = await says(text)
  expect(told.startsWith(`${title}\n`)).toBe(true)
  expect(told).toContain(`You can ask: “${offered}”`)
  expect(told).not.toContain('show ')
  expect(await pause(ruth)).toBeUndefined()
})

test('who wants them away is asked until when', async () => {
  expect(await says('pause my alerts')).toContain('Until when are they to stay away?')
  expect(await says('too many alerts')).not.toContain('Until when')
})

test('every button that is offered is understood', async () => {
  for (const [text, count] of [
    ['alert settings', 3],
    ['pause my alerts', 5],
  ] as const) {
    const offered = [...(await says(text)).matchAll(/“([^”]+)”/gu)].map(([, each]) => each ?? '')
    expect(offered).toHaveLength(count)
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

describe('frequency and kinds', () => {
  const choices = () => alertChoices(store().db, ruth)

  test('are chosen by words', async () => {
    expect(await choices()).toEqual({ frequency: 'each', off: [] })
    const saved = await says('send me a weekly digest only')
    expect(saved).toContain('Your choice is saved')
    expect(saved).toContain('How they come: All in one weekly digest.')
    expect(await says('alert settings')).not.toContain('saved')
    expect(await says('stop alerts about missed lectures')).toContain('Off: missed teaching events.')
    await says('no good news please')
    expect(await choices()).toEqual({ frequency: 'digest', off: ['missed-sessions', 'recovered'] })
    await says('one card each')
    expect(await says('turn on alerts about missed lectures')).toContain('Off: recovery.')
    expect(await choices()).toEqual({ frequency: 'each', off: ['recovered'] })
    await says('turn the good news back on')
  })

  test('are chosen on the card, which shows what was chosen and offers what the roles get', async () => {
    const { card } = (await askAs(ruth, 'alert settings')).answer
    expect(inputsOf(card)).toEqual({
      frequency: 'each',
      kinds: 'newly-low,silent,sudden-drop,missed-sessions,nothing-handed-in,recovered',
    })
    const save = choose.parse(dataOf(card, 'Save'))
    const saved = await pressAs(store(), ruth, { ...save, frequency: 'digest', kinds: 'silent,newly-low' })
    expect(inputsOf(saved.card)).toEqual({ frequency: 'digest', kinds: 'newly-low,silent' })
    expect(words(saved.card)).toMatch(/^Your alerts are paused\nYour choice is saved/u)
    const none = await pressAs(store(), ruth, save)
    expect(none.text).toContain('All of them are turned off.')
    expect(await choices()).toMatchObject({ frequency: 'digest' })
    expect(await says('resume my alerts')).toMatch(/^Your alerts are all turned off\n/u)
    const forged = { ...save, frequency: 'hourly', kinds: 'silent,health,weekly-card' }
    await pressAs(store(), ruth, forged)
    expect((await choices()).off).not.toContain('silent')
    await pressAs(store(), ruth, { ...save, ...inputsOf(card) })
    expect(await choices()).toEqual({ frequency: 'each', off: [] })
  })

  test('of leaders and level tutors hold the weekly card, of wider roles that alone', async () => {
    const leader = (await askAs(demoLeader.staffId, 'alert settings')).answer
    expect(inputsOf(leader.card)['kinds']).toContain('recovered,weekly-card')
    const { staff_id: levelTutor } = await store()
      .db.selectFrom('assignment')
      .where('role', '=', 'level-tutor')
      .where('staff_id', 'not in', (db) =>
        db.selectFrom('assignment').where('role', '=', 'programme-leader').select('staff_id'),
      )
      .select('staff_id')
      .executeTakeFirstOrThrow()
    const level = (await askAs(levelTutor, 'alert settings')).answer
    expect(inputsOf(level.card)['kinds']).toContain('recovered,weekly-card')
    const pvc = (await askAs('s0110', 'alert settings', { roles: ['Engagement.Faculty'] })).answer
    expect(inputsOf(pvc.card)).toEqual({ kinds: 'weekly-card' })
    const admin = (await askAs('s0125', 'alert settings', { roles: ['Engagement.Admin'] })).answer
    expect(inputsOf(admin.card)).toEqual({})
    expect(admin.text).toContain('You are told of trouble with the feeds')
  })

  test('nobody sets for another, nor in a group', async () => {
    const { answer } = await askAs(ruth, 'one card each', { id: 'command-line' })
    expect(answer.text).toContain('Nothing was changed.')
    for (const text of ['digest only', 'no good news please']) {
      const message = { text, conversation: { id: 'g', kind: 'group' } as const }
      await ask(store(), clock, { key: { idOrEmail: ruth }, appRoles: [] }, message)
    }
    expect(await choices()).toEqual({ frequency: 'each', off: [] })
  })
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
