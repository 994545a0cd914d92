import { checkPackage } from '../../../bot/manifest/check-package'
import type { AppPackage } from '../../../bot/manifest/app-package'
import { faultInWords } from '../../../bot/manifest/fault'
import { soundPackage, values, version, withValue, withWelsh } from '../../support/app-package'

async function faultsOf(files: AppPackage): Promise<string[]> {
  return (await checkPackage(files, { values, version, isOwnManifest: false })).map(faultInWords)
}

beforeEach(() => {
  jest.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('Nothing is fetched.'))
})
afterEach(() => {
  expect(globalThis.fetch).not.toHaveBeenCalled()
  jest.restoreAllMocks()
})

test('the package that comes along is as the guidelines and the schemas have it', async () => {
  expect(await faultsOf(soundPackage())).toEqual([])
})

test('what is not as the schema has it is told by its field, all at once', async () => {
  const changes: [at: string, value: unknown][] = [
    ['manifestVersion', '1.19'],
    ['nonsense', 1],
    ['bots/0/odd', true],
    ['accentColor', 'blue'],
    ['name/short', 'Engagement of all of our students'],
    ['composeExtensions/0/commands/0/context', ['elsewhere']],
    ['composeExtensions/0/commands/0/title', undefined],
    ['localizationInfo/additionalLanguages/0/languageTag', 'Cymraeg!'],
  ]
  const broken = changes.reduce((files, [at, value]) => withValue(at, value, files), soundPackage())
  expect((await faultsOf(broken)).sort()).toEqual([
    'accentColor must match pattern "^#[0-9a-fA-F]{6}$".',
    'bots[0].odd must not be there.',
    'composeExtensions[0].commands[0].context[0] must be one of compose, commandBox, message.',
    'composeExtensions[0].commands[0].title must be there.',
    'localizationInfo.additionalLanguages[0].languageTag must match pattern "^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8}){0,2}$".',
    'manifestVersion must be equal to constant.',
    'name.short must not have more than 30 characters.',
    'nonsense must not be there.',
  ])
})

test('more commands than Teams shows are refused', async () => {
  const many = Array.from({ length: 13 }, (_, index) => ({ title: index === 0 ? 'help' : `ask ${index}` }))
  expect(await faultsOf(withValue('bots/0/commandLists/0/commands', many))).toContain(
    'bots[0].commandLists[0].commands must not have more than 12 items.',
  )
})

test('more lists of commands than Teams shows are refused', async () => {
  const list = { scopes: [], commands: [{ title: 'help', description: 'Does something' }] }
  const third = withValue('bots/0/commandLists/2', list)
  expect(await faultsOf(withValue('bots/0/commandLists/3', list, third))).toContain(
    'bots[0].commandLists must not have more than 3 items.',
  )
})

test('a translation that its schema does not take is refused', async () => {
  const long = withWelsh('composeExtensions[0].commands[0].title', 'x'.repeat(33))
  expect(await faultsOf(withWelsh('name.full', 7, long))).toEqual([
    'cy.json: name.full must be translated.',
    'cy.json: composeExtensions[0].commands[0].title must not have more than 32 characters.',
  ])
})

test('a field that a guideline names is named once', async () => {
  expect(await faultsOf(withValue('id', 'my-engagement'))).toEqual(['id must be a GUID.'])
})

test('a manifest without its parts is told what is missing', async () => {
  const faults = await faultsOf(withValue('developer', undefined, withValue('bots', [])))
  expect(faults.sort()).toEqual(['bots must have one bot.', 'developer must be there.'])
})

test.each([
  ['[]', 'manifest.json must be a JSON object'],
  ['7', 'manifest.json must be a JSON object'],
  ['{"id":', 'manifest.json is no JSON'],
  ['', 'manifest.json is no JSON'],
])('%s is no manifest', async (text, reason) => {
  const files = new Map([['manifest.json', Buffer.from(text)]])
  await expect(checkPackage(files, { values, version, isOwnManifest: false })).rejects.toThrow(reason)
})
