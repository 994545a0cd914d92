import { parse } from '../../bot/language/parse'
import { commandListsOf, soundPackage } from '../support/app-package'
import { world } from '../support/language-world'

const lists = commandListsOf(soundPackage())
const commands = lists.flatMap(({ commands: own }) => own)

/** What a description gives as an example: what comes after “Also:” or “For example:”, comma by comma. */
const examples = commands.flatMap(({ description }) => {
  const [, alone] = /For example: (.*)$/u.exec(description) ?? []
  const [, several = ''] = /Also: (.*)$/u.exec(description) ?? []
  return alone === undefined ? several.split(', ').filter((each) => each !== '') : [alone]
})

test('people have a list for themselves, and teams and chats one together', () => {
  expect(lists.map(({ scopes }) => scopes)).toEqual([['personal'], ['team', 'groupChat']])
  expect(examples.length).toBeGreaterThan(12)
})

test.each([...new Set([...commands.map(({ title }) => title), ...examples])])(
  '“%s” is understood',
  (text) => {
    expect(parse(text, world)).not.toMatchObject({ intent: 'unclear' })
  },
)

test.each(['Hi', 'Hello', 'Help'])('“%s” is understood, as the store asks of every bot', (text) => {
  expect(parse(text, world).intent).toBe(text === 'Help' ? 'help' : 'greeting')
})
