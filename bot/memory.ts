import { z } from 'zod'
import { readState, removeStatesOf, writeOwnState, type StateName } from '../data/rights/protected-state'
import type { Store } from '../data/store/store'
import type { Question } from './language/question'
import { asQuestion } from './language/question-schema'
import type { Remembered } from './language/reading'

/** How long after an answer a message may still go on from it, in milliseconds. */
const expiry = 3_600_000

const remembered = z.object({
  question: z.unknown(),
  shown: z.array(z.string().max(64)).max(50),
  page: z.number().int().min(1),
})

const nameOf = (staffId: string, conversationId: string): StateName => ({
  kind: 'conversation',
  person: staffId,
  of: [conversationId],
})

/** What a person asked last in a chat, if that is not long ago. Of nobody else's, and of no other chat. */
export async function recall(
  store: Store,
  staffId: string,
  conversationId: string,
): Promise<Remembered | undefined> {
  const kept = remembered.safeParse(await readState(store, nameOf(staffId, conversationId), new Date()))
  const question = kept.success ? asQuestion(kept.data.question) : undefined
  return kept.success && question ? { ...kept.data, question } : undefined
}

/** Keeps what a person was answered last in a chat, encrypted, until it expires. */
export async function remember(
  store: Store,
  staffId: string,
  conversationId: string,
  answered: Remembered,
): Promise<void> {
  const expiresAt = new Date(Date.now() + expiry)
  await writeOwnState(store, nameOf(staffId, conversationId), answered, expiresAt)
}

/** Forgets what a person asked, in all chats. */
export function forget(store: Store, staffId: string): Promise<void> {
  return removeStatesOf(store, 'conversation', staffId)
}

/** What of an answer the next message may go on from; what was remembered before where nothing goes on from it. */
export function afterwards(
  question: Question,
  shown: readonly string[],
  page: number,
  before: Remembered | undefined,
): Remembered | undefined {
  if (!goneOnFrom.has(question.intent)) return undefined
  const isOne = 'student' in question
  // Who opens one student of a list may ask for "the next one" of the same list.
  return { question: withoutTyped(question), shown: isOne && before ? before.shown : [...shown], page }
}

/** A note, and words that named nobody, are nothing to go on from: they are not kept. */
function withoutTyped(question: Question): Question {
  if (question.intent === 'record-contact') {
    const { note: _note, ...bare } = question
    return withoutName(bare)
  }
  return withoutName(question)
}

function withoutName(question: Question): Question {
  if (!('student' in question) || !('unknown' in question.student)) return question
  return { ...question, student: { unknown: '' } }
}

/** Questions about students and alerts. */
const goneOnFrom: ReadonlySet<Question['intent']> = new Set<Question['intent']>([
  'list-students',
  'summarise',
  'show-student',
  'trend',
  'explain-score',
  'contact-history',
  'record-contact',
  'who-viewed',
  'list-alerts',
  'alert-preferences',
])
