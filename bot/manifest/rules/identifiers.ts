import { guid } from '../../config'
import { unless, type Check } from '../checked'
import { fieldAt } from '../fault'

/** Every ID of the manifest with its field. */
const identifiers: (checked: Parameters<Check>[0]) => { field: string; value: string }[] = ({ manifest }) => [
  { field: 'id', value: manifest.id },
  ...manifest.bots.map(({ botId }, index) => ({ field: fieldAt(['bots', index, 'botId']), value: botId })),
  ...manifest.composeExtensions.map(({ botId }, index) => ({
    field: fieldAt(['composeExtensions', index, 'botId']),
    value: botId,
  })),
  { field: 'webApplicationInfo.id', value: manifest.webApplicationInfo.id },
]

export const idsAreGuids: Check = (checked) =>
  identifiers(checked).flatMap(({ field, value }) =>
    unless(guid.safeParse(value).success, field, 'be a GUID'),
  )

/** Such as the one of all zeros. */
export const idsAreReal: Check = (checked) =>
  identifiers(checked).flatMap(({ field, value }) =>
    unless(new Set(value.replaceAll('-', '')).size > 1, field, 'be the ID of a real app, not a placeholder'),
  )

/** One registration is the bot, the message extension and the sign-in. */
export const idsAreTheBots: Check = (checked) =>
  identifiers(checked)
    .filter(({ field }) => field !== 'id')
    .flatMap(({ field, value }) =>
      unless(value === checked.values.BOT_ID, field, 'be the bot’s app ID, MicrosoftAppId'),
    )

export const signInIsAtTheBot: Check = ({ manifest: { webApplicationInfo }, values }) =>
  unless(
    webApplicationInfo.resource === `api://botid-${values.BOT_ID}`,
    'webApplicationInfo.resource',
    `be api://botid-${values.BOT_ID}, the registration’s application ID URI`,
  )
