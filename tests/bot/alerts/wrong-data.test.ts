import { wrongDataKinds, wrongDataNames } from '../../../data/domain/wrong-data'
import { wrongDataKind } from '../../../data/records/trouble'
import { demoTutor, otherTutor } from '../../../data/sample/demo-staff'
import { openStore } from '../../../data/store/open'
import type { Store } from '../../../data/store/store'
import { ofType, words } from '../../cards/walk'
import { composedNow, deliverNow, writeAlert, writeEpisode } from '../../support/alert-cards'
import { useBot } from '../../support/bot'
import { chattingWith } from '../../support/chatting'
import { cardText, composed } from '../../support/composing'
import { buttonsOf, dataOf } from '../../support/pressed'
import { copySample } from '../../support/sample'
import { now } from '../../support/store'

const database = copySample()
const bot = useBot(database, { now })
const { press } = chattingWith(bot)
const [ruth, helen] = [demoTutor.entraObjectId, otherTutor.entraObjectId] as [string, string]
const aisha = '00412301'
const group = { conversation: { id: 'group', conversationType: 'groupChat', isGroup: true } }

let store: Store
beforeAll(() => {
  store = openStore(database)
})
afterAll(() => store.close())
beforeEach(async () => {
  for (const table of ['alert_act', 'alert_reason', 'alert', 'alert_episode', 'outbox'] as const)
    await store.db.deleteFrom(table).execute()
})

async function toldRuth(): Promise<{ alert: string; card: unknown }> {
  const episodes = [await writeEpisode(store, aisha, { rule: 'missed-sessions' })]
  const alert = await writeAlert(store, { staffId: demoTutor.staffId, studentId: aisha, episodes })
  return { alert, card: cardIn(await deliverNow(store, alert)) }
}

function cardIn(made: object): unknown {
  if (!('card' in made)) throw new Error(JSON.stringify(made))
  return made.card
}

const reports = () => store.db.selectFrom('outbox').selectAll().where('kind', '=', wrongDataKind).execute()

describe('wrong data', () => {
  test('opens a form in the card’s place, in which a kind is chosen and nothing is written', async () => {
    const { alert, card } = await toldRuth()
    const form = await press(ruth, dataOf(card, 'Wrong data'))
    expect(words(form)).toContain(
      'The data are wrong\nAisha Rahman · 00412301 · shown to you as personal tutor',
    )
    expect(ofType(form, 'Input.ChoiceSet')).toMatchObject([
      { choices: wrongDataKinds.map((value) => ({ value, title: wrongDataNames[value] })) },
    ])
    expect(ofType(form, 'Input.Text')).toEqual([])
    expect(buttonsOf(form).map(({ title }) => title)).toEqual(['Report', 'Back to the alert'])
    expect(await reports()).toEqual([])
    // Its card waits: what is being chosen is not to be lost.
    const held = await store.db.selectFrom('outbox').selectAll().where('kind', '=', 'revision').execute()
    expect(held.every(({ due_at }) => new Date(due_at).getTime() > now.getTime())).toBe(true)
    expect(words(await press(ruth, dataOf(form, 'Back to the alert')))).toContain('Alert · medium concern')
    expect(await composedNow(store, alert)).toHaveProperty('card')
  })

  test.each([undefined, '', 'her mother is ill', { $ne: '' }])('is not reported by %j', async (what) => {
    const { card } = await toldRuth()
    const form = await press(ruth, dataOf(card, 'Wrong data'))
    const again = JSON.stringify(await press(ruth, { ...dataOf(form, 'Report'), what }))
    expect(again).toMatch(/Nothing is reported yet|not one of mine/u)
    expect(again).not.toContain('mother')
    expect(await reports()).toEqual([])
  })

  test('is reported with its kind, once, and offered no more', async () => {
    const { alert, card } = await toldRuth()
    const form = await press(ruth, dataOf(card, 'Wrong data'))
    const done = await press(ruth, { ...dataOf(form, 'Report'), what: 'not-studying' })
    expect(words(done)).toContain('You reported wrong data, Tuesday 24 November, 09:00')
    expect(buttonsOf(done).map(({ title }) => title)).not.toContain('Wrong data')
    const count = (await reports()).length
    expect(count).toBeGreaterThan(0)
    await press(ruth, { ...dataOf(form, 'Report'), what: 'other' })
    expect((await reports()).map(({ payload }) => JSON.parse(payload) as unknown)).toEqual(
      Array(count).fill({ alert, what: 'not-studying' }),
    )
    expect(words(await press(ruth, dataOf(card, 'Wrong data')))).not.toContain('What is wrong')
  })

  test('is nobody’s to report but its holder’s, and not in a group', async () => {
    const { card } = await toldRuth()
    const form = await press(ruth, dataOf(card, 'Wrong data'))
    for (const data of [dataOf(card, 'Wrong data'), { ...dataOf(form, 'Report'), what: 'canvas' }]) {
      expect(JSON.stringify(await press(helen, data))).toContain('I cannot find that alert')
      expect(JSON.stringify(await press(ruth, data, group))).toContain('Let us talk about that in private')
    }
    expect(await reports()).toEqual([])
  })
})

describe('those who run the bot', () => {
  const told = async (what: string): Promise<string> => {
    const { card } = await toldRuth()
    const form = await press(ruth, dataOf(card, 'Wrong data'))
    await press(ruth, { ...dataOf(form, 'Report'), what })
    const [report] = await reports()
    if (!report) throw new Error('nothing was reported')
    return cardText(await composed(store, report, { at: now, appRoles: ['Engagement.Admin'] }))
  }
  const fact = (title: string, value: string): string => JSON.stringify({ title, value })

  test('learn which rule, what is wrong and whom to ask, and never which student, nor of which programme', async () => {
    const text = await told('not-studying')
    expect(text).toContain(fact('What is wrong', wrongDataNames['not-studying']))
    expect(text).toContain(fact('Reported by', 'Ruth Adeyemi'))
    expect(text).toContain(fact('Rule', 'Missed teaching events'))
    expect(text).not.toMatch(/Programme|Computer Science|BSC-CS/u)
    expect(text).toContain(fact('Data to', 'Sunday 22 November'))
    for (const feed of ['Students', 'Calendar', 'Attendance']) expect(text).toContain(`{"title":"${feed}"`)
    expect(text).not.toContain('{"title":"Library"')
    expect(text).not.toMatch(/00412301|Aisha|Rahman/u)
  })

  test.each([
    ['library-printing', ['Library', 'Printing']],
    ['not-my-student', ['Tutors and roles']],
    ['work', ['Submissions']],
    ['other', ['Attendance']],
  ])('are shown how the feeds stand by which %s is known', async (what, feeds) => {
    const text = await told(what)
    const shown = [
      'Students',
      'Tutors and roles',
      'Calendar',
      'Canvas',
      'Submissions',
      'Library',
      'Printing',
      'Attendance',
    ]
    expect(shown.filter((feed) => text.includes(`{"title":"${feed}"`))).toEqual(feeds)
  })

  test('are told still of a report of an earlier version, which does not say what is wrong', async () => {
    const { alert } = await toldRuth()
    const { staff_id: recipient } = await store.db
      .selectFrom('assignment')
      .select('staff_id')
      .where('role', '=', 'administrator')
      .executeTakeFirstOrThrow()
    const row = { id: 'x', kind: wrongDataKind, payload: JSON.stringify({ alert }), recipient }
    const made = await composed(store, row, { at: now, appRoles: ['Engagement.Admin'] })
    expect(cardText(made)).toContain(fact('Reported by', 'Ruth Adeyemi'))
    expect(cardText(made)).not.toContain('What is wrong')
  })
})
