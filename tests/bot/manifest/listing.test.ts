import { guidelineFaults } from '../../../bot/manifest/guidelines'
import { saidOf, soundPackage, values, version, withValue, withWelsh } from '../../support/app-package'

const help = `[Help](https://${values.BOT_DOMAIN}/)`

test.each([
  ['Teams Engagement', 'not name Microsoft, Teams or another product of Microsoft'],
  ['Engagement in Outlook', 'not name Microsoft, Teams or another product of Microsoft'],
  ['My Engagement (beta)', 'not say that this is a test, a preview or the like'],
  ['Help with engagement', 'not begin with the name of a part of Teams, such as Chat or Help'],
])('the name “%s” is refused, short, full and in Welsh', (name, must) => {
  expect(saidOf(withValue('name/short', name))).toEqual([`name.short must ${must}.`])
  expect(saidOf(withValue('name/full', name))).toEqual([`name.full must ${must}.`])
  expect(saidOf(withWelsh('name.full', name))).toEqual([`cy.json: name.full must ${must}.`])
})

test('the two names differ', () => {
  expect(saidOf(withValue('name/full', 'My Engagement'))).toEqual(['name.full must differ from name.short.'])
})

test.each([
  ['My Engagement tells how students are doing.', 'not repeat the name: the two stand together'],
  ['Tells how students are doing. And why.', 'be one sentence of what it is good for'],
  ['An app that tells how students are doing.', 'do without the word “app”'],
  ['The best way to know how students are doing.', 'make no claim that cannot be shown'],
])('the short description “%s” is refused', (text, must) => {
  expect(saidOf(withValue('description/short', text))).toEqual([`description.short must ${must}.`])
  expect(saidOf(withWelsh('description.short', text))).toEqual([`cy.json: description.short must ${must}.`])
})

test.each([
  ['that claims', `Guaranteed to work. ${help}`, 'make no claim that cannot be shown'],
  ['with a short form', `Works with O365. ${help}`, 'make no claim that cannot be shown'],
  [
    'that says Teams first',
    `Ask in Teams, later in Microsoft Teams. ${help}`,
    'call Teams “Microsoft Teams” the first time',
  ],
  ['without help', 'Ask in Microsoft Teams.', `link to help at https://${values.BOT_DOMAIN}/`],
  ['that nobody reads', `${help} ${'word '.repeat(500)}`, 'have at most 500 words'],
])('a full description %s is refused', (_what, text, must) => {
  expect(saidOf(withValue('description/full', text))).toEqual([`description.full must ${must}.`])
  expect(saidOf(withWelsh('description.full', text))).toEqual([`cy.json: description.full must ${must}.`])
})

test.each([
  ['privacyUrl', `http://${values.BOT_DOMAIN}/privacy`, 'be an https address'],
  ['termsOfUseUrl', 'https://', 'be an https address'],
  [
    'termsOfUseUrl',
    `https://${values.BOT_DOMAIN}/conditions`,
    'be a page that the bot serves: /, /privacy, /terms',
  ],
  [
    'websiteUrl',
    'https://abc.ngrok-free.app/',
    'be on a public host: its host must be a host of your own, not one of a tunnel or of Microsoft’s',
  ],
  ['websiteUrl', 'https://localhost/', 'be on a public host: its host must be a host that Teams can reach'],
])('developer.%s as %s is refused', (name, address, must) => {
  expect(saidOf(withValue(`developer/${name}`, address))).toEqual([`developer.${name} must ${must}.`])
})

test('a notice on the university’s own site will do', () => {
  expect(saidOf(withValue('developer/privacyUrl', 'https://www.university.ac.uk/privacy/staff'))).toEqual([])
})

test.each([
  ['#9fd3c7', '1.7'],
  ['#FFFFFF', '1.0'],
])('white on %s is not seen', (colour, contrast) => {
  expect(saidOf(withValue('accentColor', colour))).toEqual([
    `accentColor must be darker: white on it has a contrast of ${contrast} to 1, of 4.5 that it needs.`,
  ])
})

test.each([
  ['developer/name', '${{UNIVERSITY}}'],
  ['name/short', 'Contoso Engagement'],
  ['bots/0/commandLists/0/commands/0/description', 'TODO'],
  ['composeExtensions/0/commands/0/description', 'Lorem ipsum'],
])('%s as “%s” is an open place', (at, text) => {
  const field = at.replaceAll(/\/(\d+)/gu, '[$1]').replaceAll('/', '.')
  expect(saidOf(withValue(at, text))).toEqual([`${field} must have its placeholder filled.`])
})

test('an open place in a translation is found too', () => {
  expect(saidOf(withWelsh('name.full', 'Ymgysylltiad ${{UNIVERSITY}}'))).toEqual([
    'cy.json: name.full must have its placeholder filled.',
  ])
})

test('the version is the software’s, and one that Teams can tell from others', () => {
  expect(saidOf(withValue('version', '9.9.9'))).toEqual([`version must be ${version}, as in package.json.`])
  expect(saidOf(withValue('version', '1.0.0-rc.1'), '1.0.0-rc.1')).toEqual([
    'version must be three numbers, such as 1.2.0.',
  ])
})

test('a schema from elsewhere is not what it is checked by', () => {
  expect(saidOf(withValue('$schema', 'https://schemas.university.ac.uk/teams.json'))).toEqual([
    '$schema must be https://developer.microsoft.com/json-schemas/teams/v1.30/MicrosoftTeams.schema.json.',
  ])
})

test('a package for one host is none for another', () => {
  const moved = { ...values, BOT_DOMAIN: 'other.university.ac.uk' }
  const fields = guidelineFaults(soundPackage(), { values: moved, version, isOwnManifest: false }).map(
    ({ field }) => field,
  )
  expect(fields).toEqual(['description.full', 'cy.json: description.full', 'validDomains', 'validDomains[0]'])
})
