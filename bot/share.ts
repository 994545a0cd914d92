import { dayOf, type Clock } from '../data/domain/day'
import { findStaff } from '../data/queries/staff'
import { readUnits } from '../data/queries/units'
import type { Store } from '../data/store/store'
import { accessOf } from './access/access'
import { sharedQuestion, type SharedQuestion } from './answers/shared-question'
import { suggestionsFor } from './answers/suggestions'
import type { Asker } from './ask'

/** The question that a text asks, if it may be shared, else those that the person's roles suggest. */
export async function questionsToShare(
  store: Store,
  clock: Clock,
  asker: Asker,
  text: string,
): Promise<SharedQuestion[]> {
  const units = await readUnits(store)
  const { windowDays } = store.settings.indicator
  const asked = sharedQuestion(text, units, windowDays)
  if (asked) return [asked]
  const staff = await findStaff(store, asker.key)
  if (!staff) return []
  const access = await accessOf(store, staff, asker.appRoles, dayOf(clock()))
  return suggestionsFor(access).flatMap(
    (suggestion) => sharedQuestion(suggestion.text, units, windowDays) ?? [],
  )
}
