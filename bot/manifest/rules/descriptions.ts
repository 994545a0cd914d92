import { unless, type Check, type Checked } from '../checked'
import type { Fault } from '../fault'
import { listingsOf, type Listing } from '../listings'

const mostWords = 500

/** What cannot be shown to be true, and what only Microsoft may say. */
const claims =
  /\b(best|amazing|guaranteed?|leading|revolutionary|world-class|certified for|powered by)\b|#1|\b(MS Teams|MSFT|O365|Office 365)\b/iu

const ofEachListing =
  (check: (listing: Listing, checked: Checked) => Fault[]): Check =>
  (checked) =>
    listingsOf(checked).flatMap((listing) => check(listing, checked))

export const shortDescriptionLeavesOutTheName: Check = ofEachListing(({ fieldOf, short, shortDescription }) =>
  unless(
    !shortDescription.toLowerCase().includes(short.toLowerCase()),
    fieldOf('description.short'),
    'not repeat the name: the two stand together',
  ),
)

export const shortDescriptionIsOneSentence: Check = ofEachListing(({ fieldOf, shortDescription }) =>
  unless(
    /^[^.!?]+[.!?]?$/u.test(shortDescription),
    fieldOf('description.short'),
    'be one sentence of what it is good for',
  ),
)

export const shortDescriptionDoesNotSayApp: Check = ofEachListing(({ fieldOf, shortDescription }) =>
  unless(!/\bapp\b/iu.test(shortDescription), fieldOf('description.short'), 'do without the word “app”'),
)

export const fullDescriptionIsReadable: Check = ofEachListing(({ fieldOf, fullDescription }) =>
  unless(
    fullDescription.split(/\s+/u).length <= mostWords,
    fieldOf('description.full'),
    `have at most ${mostWords} words`,
  ),
)

/** The first time in full, later as one likes. */
export const teamsIsCalledMicrosoftTeams: Check = ofEachListing(({ fieldOf, fullDescription }) =>
  unless(
    /^(?:(?!\bTeams\b).)*(?:Microsoft Teams\b|$)/su.test(fullDescription),
    fieldOf('description.full'),
    'call Teams “Microsoft Teams” the first time',
  ),
)

export const descriptionsClaimNothing: Check = ofEachListing(
  ({ fieldOf, shortDescription, fullDescription }) => [
    ...unless(
      !claims.test(shortDescription),
      fieldOf('description.short'),
      'make no claim that cannot be shown',
    ),
    ...unless(
      !claims.test(fullDescription),
      fieldOf('description.full'),
      'make no claim that cannot be shown',
    ),
  ],
)

/** Whoever reads it before they have the app finds help there. */
export const fullDescriptionLinksToHelp: Check = ofEachListing(({ fieldOf, fullDescription }, { values }) =>
  unless(
    fullDescription.includes(`](https://${values.BOT_DOMAIN}/)`),
    fieldOf('description.full'),
    `link to help at https://${values.BOT_DOMAIN}/`,
  ),
)
