import { unless, type Check } from '../checked'
import { faultOfHost } from './public-host'

/** The bot's own is told by the variable that it comes from. */
export const domainsArePublic: Check = ({ manifest: { validDomains }, values }) =>
  validDomains.flatMap((domain, index) => {
    const must = faultOfHost(domain)
    const field = domain === values.BOT_DOMAIN ? 'BOT_DOMAIN' : `validDomains[${index}]`
    return must === undefined ? [] : [{ field, must }]
  })

export const domainOfTheBotIsThere: Check = ({ manifest: { validDomains }, values }) =>
  unless(
    validDomains.includes(values.BOT_DOMAIN),
    'validDomains',
    `hold ${values.BOT_DOMAIN}, or nobody can sign in`,
  )

/** Cards and the sign-in open pages of the bot alone. The sign-in is its own: it needs no token.botframework.com. */
export const noOtherDomainIsThere: Check = ({ manifest: { validDomains }, values }) =>
  validDomains.flatMap((domain, index) =>
    unless(
      domain === values.BOT_DOMAIN || faultOfHost(domain) !== undefined,
      `validDomains[${index}]`,
      `not be there: nothing but ${values.BOT_DOMAIN} is opened`,
    ),
  )
