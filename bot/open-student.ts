import type { Clock } from '../data/domain/day'
import type { LookLimits } from '../data/records/unusual-looks'
import type { Store } from '../data/store/store'
import type { Answer, Conversation } from './answers/answer'
import { nobodyOfCard } from './answers/shared-student'
import { ask, type Asker } from './ask'

/**
 * What the private chat says to whoever opened a card about a student: what they would read after “show” and the ID, on
 * the same way through access, question and trail. Where that is no profile, the ID is not told either.
 */
export async function openStudent(
  store: Store,
  clock: Clock,
  asker: Asker,
  { studentId, conversation, limits }: { studentId: string; conversation: Conversation; limits: LookLimits },
): Promise<Answer> {
  const message = { text: `show ${studentId}`, conversation }
  const { query, answer, access } = await ask(store, clock, asker, message, limits)
  const isFound = query.intent === 'show-student' && answer.students.includes(studentId)
  return isFound || !access ? answer : nobodyOfCard(access)
}
