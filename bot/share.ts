import type { Clock } from '../data/domain/day'
import type { FoundStudent } from '../data/queries/found-students'
import { readUnits } from '../data/queries/units'
import type { LookLimits } from '../data/records/unusual-looks'
import type { Store } from '../data/store/store'
import { accessFor } from './access/access-for'
import type { Conversation } from './answers/answer'
import { sharedQuestion, type SharedQuestion } from './answers/shared-question'
import { suggestionsFor } from './answers/suggestions'
import type { Asker } from './ask'
import { findStudents } from './find-students'

/** What somebody may put into a chat. */
export interface ToShare {
  questions: SharedQuestion[]
  students: FoundStudent[]
}

/** What somebody types to find something to share, and where. */
export interface Search {
  text: string
  conversation: Conversation
  limits: LookLimits
}

/**
 * The question that a text asks, if it may be shared, and the searcher's own students whom it may name. Where it is
 * neither, the questions that their roles suggest.
 */
export async function findToShare(
  store: Store,
  clock: Clock,
  asker: Asker,
  { text, ...where }: Search,
): Promise<ToShare> {
  const units = await readUnits(store)
  const { windowDays } = store.settings.indicator
  const asked = sharedQuestion(text, units, windowDays)
  const access = await accessFor(store, clock, asker)
  if (!access) return { questions: asked ? [asked] : [], students: [] }
  const students = await findStudents(store, text, { access, ...where })
  if (asked) return { questions: [asked], students }
  if (students.length > 0) return { questions: [], students }
  const suggested = suggestionsFor(access).flatMap(
    (each) => sharedQuestion(each.text, units, windowDays) ?? [],
  )
  return { questions: suggested, students: [] }
}
