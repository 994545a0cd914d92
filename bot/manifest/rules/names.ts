import { unless, type Check } from '../checked'
import { listingsOf, type Listing } from '../listings'
import type { Fault } from '../fault'

/** Microsoft’s products: only its partners may bear one in their app’s name. */
const products =
  /\b(microsoft|teams|office|m?365|copilot|excel|word|powerpoint|outlook|onedrive|onenote|sharepoint|azure|windows|surface|xbox)\b/iu
const unfinished = /\b(alpha|beta|dev|debug|draft|local|preview|staging|test|uat)\b/iu
/** Parts of Teams itself, with which no app’s name may begin. */
const partsOfTeams = /^(activity|apps|calendar|calls|chat|contacts|files|help)\b/iu

/** For each name of each language. */
const ofEachName =
  (check: (name: string, field: string) => Fault[]): Check =>
  (checked) =>
    listingsOf(checked).flatMap(({ fieldOf, short, full }) => [
      ...check(short, fieldOf('name.short')),
      ...check(full, fieldOf('name.full')),
    ])

export const namesBearNoProduct: Check = ofEachName((name, field) =>
  unless(!products.test(name), field, 'not name Microsoft, Teams or another product of Microsoft'),
)

export const namesAreOfFinishedApps: Check = ofEachName((name, field) =>
  unless(!unfinished.test(name), field, 'not say that this is a test, a preview or the like'),
)

export const namesAreNoPartOfTeams: Check = ofEachName((name, field) =>
  unless(!partsOfTeams.test(name), field, 'not begin with the name of a part of Teams, such as Chat or Help'),
)

export const namesDiffer: Check = (checked) =>
  listingsOf(checked).flatMap(({ fieldOf, short, full }: Listing) =>
    unless(short !== full, fieldOf('name.full'), 'differ from name.short'),
  )
