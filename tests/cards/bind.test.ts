import { GlobalSettings } from 'adaptivecards-templating'
import { bindCard } from '../../cards/bind'

const template = (...body: object[]): object => ({ type: 'AdaptiveCard', version: '1.5', body })
const text = (value: string): object => ({ type: 'TextBlock', text: value })

describe('binding a card', () => {
  test('fills texts, repeats over lists and leaves out what is not asked for', () => {
    const json = template(
      text('Hello ${name}'),
      { $data: '${items}', ...text('${$data}') },
      { $when: '${shown}', ...text('kept') },
      { $when: '${!shown}', ...text('dropped') },
    )
    const card = bindCard(json, { name: 'Zoë', items: ['one', 'two'], shown: true })
    expect(card.body).toEqual([text('Hello Zoë'), text('one'), text('two'), text('kept')])
  })

  test('names every unbound field by its path and says nothing of the data', () => {
    const json = template(text('${name} of ${school.name}'), text('${level}'))
    const bind = (): unknown => bindCard(json, { name: 'Aisha Khan', school: {}, level: undefined })
    expect(bind).toThrow('unbound fields: school.name, level')
    expect(bind).not.toThrow(/Aisha/)
  })

  test('does not expand what the data holds', () => {
    const data = { name: '${secret} ${1 + 1} `${secret}` \\', secret: 'hidden' }
    expect(bindCard(template(text('${name}'), text('Hello ${name}')), data).body).toEqual([
      text('${secret} ${1 + 1} `${secret}` \\'),
      text('Hello ${secret} ${1 + 1} `${secret}` \\'),
    ])
  })

  test('leaves the library as it was, even when it throws', () => {
    expect(() => bindCard(template(text('${gone}')), {})).toThrow('gone')
    expect(GlobalSettings.getUndefinedFieldValueSubstitutionString).toBeUndefined()
    GlobalSettings.getUndefinedFieldValueSubstitutionString = () => 'theirs'
    bindCard(template(text('fixed')), {})
    expect(GlobalSettings.getUndefinedFieldValueSubstitutionString('x')).toBe('theirs')
    delete GlobalSettings.getUndefinedFieldValueSubstitutionString
  })

  test('refuses a template that is no card', () => {
    expect(() => bindCard({ type: 'AdaptiveCard', version: '1.6', body: [] }, {})).toThrow(
      'not of an Adaptive Card',
    )
  })
})
