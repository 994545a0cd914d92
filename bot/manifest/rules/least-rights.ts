import { unless, type Check } from '../checked'
import { fieldAt } from '../fault'

/**
 * Who somebody is, for the sign-in; and messages to people in private, for alerts and for a student whom somebody shared in
 * a group and each reader sees in their own chat.
 */
const needed = ['identity', 'messageTeamMembers']

/** What would ask for more than a bot and its message extension need: consent of a team, devices, tabs, other products. */
const surplus = [
  ...['activities', 'agentConnectors', 'agenticUserTemplates', 'agentSkills', 'authorization'],
  ...['configurableTabs', 'connectors', 'copilotAgents', 'dashboardCards', 'devicePermissions'],
  ...['extensions', 'graphConnector', 'meetingExtensionDefinition', 'staticTabs', 'subscriptionOffer'],
]

export const permissionsAreTheLeast: Check = ({ manifest: { permissions } }) =>
  permissions.flatMap((permission, index) =>
    unless(
      needed.includes(permission) && permissions.indexOf(permission) === index,
      `permissions[${index}]`,
      'not be there: it is not needed',
    ),
  )

export const neededPermissionsAreThere: Check = ({ manifest: { permissions } }) =>
  needed.flatMap((permission) =>
    unless(permissions.includes(permission), 'permissions', `hold ${permission}`),
  )

export const nothingMoreIsAskedFor: Check = ({ whole }) =>
  surplus.flatMap((property) =>
    unless(!(property in whole), property, 'not be there: the bot does not use it'),
  )

export const botTakesMessagesAlone: Check = ({ manifest: { bots } }) =>
  bots.flatMap((bot, index) =>
    (['supportsFiles', 'supportsCalling', 'supportsVideo'] as const).flatMap((right) =>
      unless(!bot[right], fieldAt(['bots', index, right]), 'be false: the bot does not use it'),
    ),
  )

export const installsForOnePersonFirst: Check = ({ manifest: { defaultInstallScope } }) =>
  unless(
    defaultInstallScope === 'personal',
    'defaultInstallScope',
    'be personal: students are shown in private chats alone',
  )
