import { messageCard } from '../../cards/message'
import { withoutImBack } from '../../cards/without-im-back'
import { ofType } from './walk'

test('suggestions for a host without imBack keep their words and lose nothing else', () => {
  const card = messageCard({ title: 'Help', paragraphs: ['Ask me.'], suggestions: [{ text: 'my access' }] })
  const plainer = withoutImBack({ ...card, msteams: { width: 'full' } })
  expect(ofType(plainer, 'Action.Submit')).toEqual([
    { type: 'Action.Submit', title: 'My access', data: { verb: 'ask', text: 'my access' } },
  ])
  expect(plainer['msteams']).toEqual({ width: 'full' })
  expect(plainer.body[0]).toEqual(card.body[0])
  expect(ofType(card, 'Action.Submit')[0]?.['data']).toHaveProperty('msteams')
})
