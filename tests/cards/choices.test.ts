import { choicesView } from '../../cards/choices'
import { cardAction } from '../../cards/verbs'
import { ofType } from './walk'

const question = { intent: 'list-students', population: { kind: 'tutees' } } as const

test('a card offers what may be changed behind one button, and sends it with its question', () => {
  const { choices, hasChoices } = choicesView({
    question,
    population: { chosen: 'tutees', options: [{ title: 'Your tutees', value: 'tutees' }] },
    bands: { chosen: 'any', options: [{ title: 'Any', value: 'any' }] },
    window: { chosen: 'any', options: [{ title: 'Now', value: 'any' }] },
  })
  const card = { type: 'AdaptiveCard', version: '1.5', body: choices } as const
  expect(hasChoices).toBe(true)
  expect(ofType(card, 'Action.ToggleVisibility')).toMatchObject([
    { title: 'Change', targetElements: ['choices'] },
  ])
  expect(ofType(card, 'Container')).toMatchObject([{ id: 'choices', isVisible: false }])
  expect(ofType(card, 'Input.ChoiceSet').map(({ id, label, value }) => [id, label, value])).toEqual([
    ['population', 'Whom', 'tutees'],
    ['bands', 'Engagement', 'any'],
    ['window', 'When', 'any'],
  ])
  const [show] = ofType(card, 'Action.Execute')
  expect(cardAction.parse({ ...(show?.['data'] as object), bands: 'low' })).toMatchObject({
    question,
    bands: 'low',
  })
})

test('without a model there is nothing to change', () => {
  expect(choicesView(undefined)).toEqual({ hasChoices: false, choices: [] })
})
