import { saidOf, soundPackage, withFile, withValue, withWelsh } from '../../support/app-package'

const first = 'bots[0].commandLists[0].commands'

test.each([
  ['1/title', 'Show low-engagement tutees', '[1].title must not be there twice'],
  ['0/title', 'show low-engagement tutees of level 5', '[0].title must have at most 32 letters'],
  ['0/description', 'x'.repeat(129), '[0].description must have at most 128 letters'],
  ['0/description', ' ', '[0].description must say what the command does'],
  ['11/title', 'feedback', ' must hold “help”'],
])('a command’s %s as “%s” is refused', (at, value, line) => {
  expect(saidOf(withValue(`bots/0/commandLists/0/commands/${at}`, value))).toEqual([`${first}${line}.`])
})

test('everywhere that the bot is, it has one list of commands, and nowhere else', () => {
  expect(saidOf(withValue('bots/0/commandLists/1/scopes', ['team']))).toEqual([
    'bots[0].commandLists must hold one list for the scope groupChat.',
  ])
  expect(saidOf(withValue('bots/0/commandLists/1/scopes', ['team', 'groupChat', 'personal']))).toEqual([
    'bots[0].commandLists must hold one list for the scope personal.',
  ])
  expect(saidOf(withValue('bots/0/scopes', ['personal', 'team']))).toEqual([
    'bots[0].commandLists must not be for groupChat, where the bot is not.',
  ])
})

const languages = 'localizationInfo.additionalLanguages'

test.each([
  [
    'localizationInfo/defaultLanguageTag',
    'fr',
    'localizationInfo.defaultLanguageTag must be en-gb, in which manifest.json is written',
  ],
  ['additionalLanguages/0/languageTag', 'en-gb', `${languages}[0].languageTag must not be there twice`],
  [
    'additionalLanguages/0/file',
    'ga.json',
    `${languages}[0].file must name a file that is there: ga.json is not`,
  ],
  [
    'additionalLanguages/0/file',
    '../cy.json',
    `${languages}[0].file must be the name of a file beside manifest.json`,
  ],
])('%s as %s is refused', (at, value, line) => {
  const whole = at.startsWith('localizationInfo') ? at : `localizationInfo/${at}`
  // The file that is no longer named would not be in a package.
  const files = at.endsWith('file') ? withFile(soundPackage(), 'cy.json', undefined) : soundPackage()
  expect(saidOf(withValue(whole, value, files))).toEqual([`${line}.`])
})

const help = 'bots[0].commandLists[1].commands[5].description'

test.each([
  [help, undefined, 'be translated'],
  ['name.short', ' ', 'be translated'],
  ['composeExtensions[0].commands[0].parameters[0].title', undefined, 'be translated'],
  ['bots[0].commandLists[1].commands[9].description', 'Dim', 'have a place in manifest.json'],
  ['developer.name', 'Ni', 'have a place in manifest.json'],
  [
    'bots[0].commandLists[0].commands[11].title',
    'cymorth',
    'not be there: the title is what is typed, in English',
  ],
  [help, 'x'.repeat(129), 'have at most 128 letters'],
])('in Welsh, %s as “%s” is refused', (key, text, must) => {
  expect(saidOf(withWelsh(key, text))).toEqual([`cy.json: ${key} must ${must}.`])
})
