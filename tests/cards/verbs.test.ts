import { openStudentAction } from '../../cards/open-student'
import { askAction, cardAction, suggestion } from '../../cards/verbs'

describe('what a card may send back', () => {
  test('an ask, with or without a page', () => {
    expect(cardAction.parse({ verb: 'ask', text: 'my tutees' })).toEqual({ verb: 'ask', text: 'my tutees' })
    expect(cardAction.parse({ verb: 'ask', text: ' my tutees ', page: 2, staff: 'forged' })).toEqual({
      verb: 'ask',
      text: 'my tutees',
      page: 2,
    })
  })

  test.each([
    undefined,
    'ask',
    {},
    { verb: 'delete', text: 'x' },
    { verb: 'ask' },
    { verb: 'ask', text: '  ' },
    { verb: 'ask', text: 'x'.repeat(501) },
    { verb: 'ask', text: 'x', page: 0 },
    { verb: 'ask', text: 'x', page: 1.5 },
    { verb: 'ask', text: 'x', page: 1001 },
    { verb: 'ask', text: 'x', page: '2' },
    { verb: 'ask', text: 'x', back: { page: 2 } },
    { verb: 'ask', text: 'x', back: { text: 'x', page: 0 } },
    { verb: 'open-student' },
    { verb: 'open-student', reference: '' },
    { verb: 'open-student', reference: 'x y' },
    { verb: 'open-student', reference: 'x'.repeat(1001) },
    { verb: 'open-student', text: 'show 00412301' },
  ])('nothing else: %j', (data) => {
    expect(cardAction.safeParse(data).success).toBe(false)
  })

  test('a sealed reference to a student, and nothing beside it', () => {
    const { data } = openStudentAction('YQ==')
    expect(cardAction.parse({ ...data, text: 'show 00412301', student: '00412301' })).toEqual({
      verb: 'open-student',
      reference: 'YQ==',
    })
  })

  test('a button asks in words', () => {
    expect(askAction({ title: 'Next', text: 'my tutees', page: 2, tooltip: 'Next page' })).toEqual({
      type: 'Action.Execute',
      title: 'Next',
      tooltip: 'Next page',
      verb: 'ask',
      data: { verb: 'ask', text: 'my tutees', page: 2 },
    })
  })

  test('a button remembers what the card showed, for the way back', () => {
    const { data } = askAction({ title: 'Open', text: 'show 00412345', back: { text: 'my tutees', page: 2 } })
    expect(cardAction.parse(data)).toEqual({
      verb: 'ask',
      text: 'show 00412345',
      back: { text: 'my tutees', page: 2 },
    })
  })

  test("a suggestion is posted as the person's own message, and says what it will post", () => {
    const data = { verb: 'ask', text: 'my access', msteams: { type: 'imBack', value: 'my access' } }
    expect(suggestion({ text: 'my access' })).toEqual({ type: 'Action.Submit', title: 'My access', data })
    expect(suggestion({ text: 'my access', title: 'What may I see?' }).title).toBe('What may I see?')
    expect(cardAction.parse(data)).toEqual({ verb: 'ask', text: 'my access' })
  })
})
