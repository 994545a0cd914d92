import { messageCard } from '../../cards/message'
import { buttons, ofType, words } from './walk'

describe('a message', () => {
  test('says its paragraphs and facts in order', () => {
    const facts = [{ title: 'Canvas', value: 'To Monday 23 November' }]
    const card = messageCard({
      title: 'Data status',
      paragraphs: ['One feed is late.', 'More.'],
      facts,
      suggestions: [],
    })
    expect(words(card)).toBe('Data status\nOne feed is late.\nMore.\nCanvas: To Monday 23 November')
    expect(ofType(card, 'ActionSet')).toEqual([])
  })

  test('has no empty list of facts', () => {
    expect(ofType(messageCard({ title: 'Help', paragraphs: [], suggestions: [] }), 'FactSet')).toEqual([])
  })

  test('offers six next steps at most', () => {
    const suggestions = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((text) => ({ text }))
    expect(buttons(messageCard({ title: 'Help', paragraphs: [], suggestions }))).toHaveLength(6)
  })
})
