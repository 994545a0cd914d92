import { saidOf, values, withValue } from '../../support/app-package'

const another = values.TEAMS_APP_ID
const bots = 'be the bot’s app ID, MicrosoftAppId'

test.each([
  ['id', 'my-engagement', 'id must be a GUID'],
  ['id', '00000000-0000-0000-0000-000000000000', 'id must be the ID of a real app, not a placeholder'],
  ['bots/0/botId', another, `bots[0].botId must ${bots}`],
  ['composeExtensions/0/botId', another, `composeExtensions[0].botId must ${bots}`],
  ['webApplicationInfo/id', another, `webApplicationInfo.id must ${bots}`],
  [
    'webApplicationInfo/resource',
    `api://${values.BOT_DOMAIN}/${values.BOT_ID}`,
    `webApplicationInfo.resource must be api://botid-${values.BOT_ID}, the registration’s application ID URI`,
  ],
])('%s as %s is refused', (at, value, line) => {
  expect(saidOf(withValue(at, value))).toEqual([`${line}.`])
})

const notOurs = 'be a host of your own, not one of a tunnel or of Microsoft’s'
const alone = 'be a host name alone, without https://, port or path'
const unreachable = 'be a host that Teams can reach'

test.each([
  ['*.university.ac.uk', 'be one host name, without *'],
  ['engagement.university.ac.uk:3978', alone],
  ['https://engagement.university.ac.uk', alone],
  ['engagement.university.ac.uk/sign-in', alone],
  ['127.0.0.1', 'be a host name, not an address in numbers'],
  ['localhost', unreachable],
  ['bot.local', unreachable],
  ['bot.university.example', unreachable],
  ['uk', 'be a whole host name, such as engagement.university.ac.uk'],
  ['a b.university.ac.uk', 'be a whole host name, such as engagement.university.ac.uk'],
  ['abc.ngrok.io', notOurs],
  ['x1.uks1.devtunnels.ms', notOurs],
  ['university.onmicrosoft.com', notOurs],
  ['token.botframework.com', notOurs],
  ['www.university.ac.uk', `not be there: nothing but ${values.BOT_DOMAIN} is opened`],
])('%s is no valid domain beside the bot’s', (domain, must) => {
  expect(saidOf(withValue('validDomains/1', domain))).toEqual([`validDomains[1] must ${must}.`])
})

test('without the bot’s domain nobody can sign in', () => {
  expect(saidOf(withValue('validDomains', []))).toEqual([
    `validDomains must hold ${values.BOT_DOMAIN}, or nobody can sign in.`,
  ])
})

const unused = 'not be there: the bot does not use it'
const rights = [{ name: 'ChannelMessage.Read.Group', type: 'Application' }]

test.each([
  ['permissions/2', 'identity', 'permissions[2] must not be there: it is not needed'],
  ['permissions', ['identity'], 'permissions must hold messageTeamMembers'],
  ['permissions', ['messageTeamMembers'], 'permissions must hold identity'],
  ['devicePermissions', ['geolocation'], `devicePermissions must ${unused}`],
  ['authorization', { permissions: { resourceSpecific: rights } }, `authorization must ${unused}`],
  ['staticTabs', [], `staticTabs must ${unused}`],
  ['bots/0/supportsFiles', true, 'bots[0].supportsFiles must be false: the bot does not use it'],
  ['bots/0/supportsCalling', true, 'bots[0].supportsCalling must be false: the bot does not use it'],
  ['bots/0/supportsVideo', true, 'bots[0].supportsVideo must be false: the bot does not use it'],
  [
    'defaultInstallScope',
    'team',
    'defaultInstallScope must be personal: students are shown in private chats alone',
  ],
])('%s as %j is more or less than is needed', (at, value, line) => {
  expect(saidOf(withValue(at, value))).toEqual([`${line}.`])
})
