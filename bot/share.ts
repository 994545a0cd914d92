import { dayOf, type Clock } from '../data/domain/day'
import { findStaff } from '../data/queries/staff'
import { readUnits, type Unit } from '../data/queries/units'
import type { Store } from '../data/store/store'
import { accessOf } from './access/access'
import { titleOf } from './answers/listing'
import { suggestionsFor } from './answers/suggestions'
import { nothingOwn, type Asker } from './ask'
import { parse } from './language/parse'
import { wordsOf } from './language/words'

/** A question that somebody may put into a chat, for each reader to open under their own role. */
export interface SharedQuestion {
  /** In our words, never in those that were typed. */
  title: string
  text: string
}

/**
 * The question that a text asks, if it is one about many students, else those that the person's roles suggest. No name
 * of a student is looked up, so that none can be found or shared this way.
 */
export async function questionsToShare(
  store: Store,
  clock: Clock,
  asker: Asker,
  text: string,
): Promise<SharedQuestion[]> {
  const units = await readUnits(store)
  const asked = sharedQuestion(text, units)
  if (asked) return [asked]
  const staff = await findStaff(store, asker.key)
  if (!staff) return []
  const access = await accessOf(store, staff, asker.appRoles, dayOf(clock()))
  return suggestionsFor(access).flatMap((suggestion) => sharedQuestion(suggestion.text, units) ?? [])
}

/** Of the text only the words that were understood are kept: a band, a level, the name of a programme. */
function sharedQuestion(text: string, units: readonly Unit[]): SharedQuestion | undefined {
  const question = parse(text, { ...nothingOwn, units, suggestions: [] })
  if (question.intent !== 'list-students') return undefined
  const understood = wordsOf(text).map(({ norm }) => norm)
  return { title: titleOf(question, units), text: understood.join(' ') }
}
