import { publicPages } from '../../pages'
import { unless, type Check, type Checked } from '../checked'
import type { Fault } from '../fault'
import { faultOfHost } from './public-host'

const pages = Object.keys(publicPages())

const fields = ['websiteUrl', 'privacyUrl', 'termsOfUseUrl'] as const

/** For each address of the developer that is one. */
const ofEachAddress =
  (check: (url: URL, field: string, checked: Checked) => Fault[]): Check =>
  (checked) =>
    fields.flatMap((name) => {
      const address = checked.manifest.developer[name]
      return URL.canParse(address) ? check(new URL(address), `developer.${name}`, checked) : []
    })

export const addressesAreAddresses: Check = ({ manifest: { developer } }) =>
  fields.flatMap((name) => unless(URL.canParse(developer[name]), `developer.${name}`, 'be an https address'))

export const addressesAreSafe: Check = ofEachAddress((url, field) =>
  unless(url.protocol === 'https:', field, 'be an https address'),
)

export const addressesArePublic: Check = ofEachAddress((url, field) => {
  const must = faultOfHost(url.host)
  return must === undefined ? [] : [{ field, must: `be on a public host: its host must ${must}` }]
})

/** On the bot’s own host only what it serves; a university may have a notice of its own elsewhere. */
export const addressesAreServed: Check = ofEachAddress((url, field, { values }) =>
  unless(
    url.host !== values.BOT_DOMAIN || pages.includes(url.pathname),
    field,
    `be a page that the bot serves: ${pages.join(', ')}`,
  ),
)
