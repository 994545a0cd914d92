import { staffKnown } from '../../data/queries/staff-known'
import { plural } from '../answers/phrases'
import type { Check, Finding, WithStore } from './check'

/** How surely staff are known when they sign in. */
export const staffCheck: Check<WithStore> = {
  name: 'staff',
  look: async ({ store }) => {
    const { people, withoutObjectId, twice } = await staffKnown(store)
    if (people === 0) return { because: 'no staff were loaded yet' }
    const found: Finding[] = []
    if (withoutObjectId > 0)
      found.push({
        state: 'warning',
        what: `${of(withoutObjectId, people)} have no Entra object ID in the records: they are known by the name that they sign in with, which can change and be given to somebody else, and no chat can be opened with them.`,
        mend: "Have the export of staff fill entra_object_id with each user's object ID in Entra ID, then 'engagement ingest staff <file>'.",
      })
    if (twice > 0)
      found.push({
        state: 'warning',
        what: `${of(twice, people)} share an e-mail address or an Entra object ID with another: whoever is in the records twice is nobody when they sign in.`,
        mend: "Have the export of staff hold everybody once, then 'engagement ingest staff <file>'.",
      })
    return found.length > 0
      ? found
      : [{ state: 'well', what: `All ${plural(people, 'staff member')} are known by their Entra object ID.` }]
  },
}

const of = (some: number, all: number): string =>
  `${some.toLocaleString('en-GB')} of ${plural(all, 'staff member')}`
