import { changeAction, choicesCard } from '../../cards/choices'
import { cardAction } from '../../cards/verbs'
import { ofType, words } from './walk'

const question = { intent: 'list-students', population: { kind: 'tutees' } } as const

test('a card to change a question sends what is picked with it, and leads back', () => {
  const card = choicesCard({
    title: 'Your tutees · last 14 days',
    question,
    population: { chosen: 'tutees', options: [{ title: 'Your tutees', value: 'tutees' }] },
    bands: { chosen: 'any', options: [{ title: 'Any', value: 'any' }] },
    window: { chosen: 'any', options: [{ title: 'Now', value: 'any' }] },
  })
  expect(words(card)).toContain('Your tutees · last 14 days')
  expect(ofType(card, 'Input.ChoiceSet').map(({ id, label, value }) => [id, label, value])).toEqual([
    ['population', 'Whom', 'tutees'],
    ['bands', 'Engagement', 'any'],
    ['window', 'When', 'any'],
  ])
  const [show, back] = ofType(card, 'Action.Execute')
  expect(cardAction.parse({ ...(show?.['data'] as object), bands: 'low' })).toMatchObject({
    question,
    bands: 'low',
  })
  expect(back).toMatchObject({ title: 'Back', associatedInputs: 'none', data: { question } })
})

test('the button that leads there is understood when it comes back', () => {
  const [change] = changeAction(question)
  expect(cardAction.parse((change as { data: unknown }).data)).toEqual({ verb: 'change', question })
  expect(changeAction(undefined)).toEqual([])
})
