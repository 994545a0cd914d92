import type { Card } from '../../cards/card'
import type { Asked } from '../../cards/verbs'
import { dayOf, type Clock, type Day } from '../../data/domain/day'
import type { Detail, Role } from '../../data/domain/role'
import type { Unit } from '../../data/queries/units'
import type { Look } from '../../data/records/access-trail'
import type { LookLimits } from '../../data/records/unusual-looks'
import type { Store } from '../../data/store/store'
import type { Access } from '../access/access'
import type { Graph } from '../graph'
import type { Heard } from '../language/near-questions'
import type { Population, Question } from '../language/question'
import { questionOnRecord, type OnRecord } from './question-on-record'

/** Where a question was asked. */
export interface Conversation {
  id: string
  kind: 'personal' | 'group'
}

/** A question's surroundings: who asks, where, and what the answer may draw on. */
export interface Asking {
  store: Store
  clock: Clock
  access: Access
  /** Microsoft Graph in the asker's name; absent where nobody signs in. */
  graph: Graph | undefined
  units: readonly Unit[]
  conversation: Conversation
  /** What is answered, for buttons that ask it again. */
  question: Question
  page: number
  /** What was on the card before, for a way back. */
  back?: Asked | undefined
  /** Of a message that was not understood what was nevertheless. */
  heard?: Heard | undefined
  /** The words of a second request in the same message. */
  further?: string | undefined
  /** Beyond how many students a person's looks are unusual. */
  limits: LookLimits
}

/** Under which role an answer was given; null where no student data was touched. */
export interface AnsweredAs {
  role: Role | null
  population: Population | null
  detail: Detail | null
}

export interface Answer {
  access: AnsweredAs
  /** IDs of the students shown. */
  students: string[]
  /** The answer in plain words, for places that draw no cards. */
  text: string
  card: Card
  /** Absent from what is no refusal. */
  refused?: Refusal
}

/** Why something was not shown or not done, as those who run the bot may count it; never to whom. */
export type Refusal =
  | 'unknown-staff'
  | 'no-role'
  | 'outside-roles'
  | 'bands-alone'
  | 'numbers-alone'
  | 'only-in-private'
  | 'no-such-student'
  | 'only-the-whole'
  | 'too-few'
  | 'too-near'
  | 'week-by-week'
  | 'contacts-not-shown'
  | 'looks-not-shown'
  | 'no-such-contact'

export const asNobody: AnsweredAs = { role: null, population: null, detail: null }

type Looking = Pick<Asking, 'access' | 'conversation' | 'limits'>

/** The entry for the access trail, at the real time, with the question's own day where it is another. */
export function lookOf(asking: Looking, question: OnRecord): Look {
  return lookBy(asking, question.intent, (asOf) => questionOnRecord(question, asOf))
}

/** The same for what a button does: what it is about, by IDs alone. */
export function lookOfAct(
  asking: Looking,
  intent: string,
  about: { student?: string; contact?: string; version?: number; alert?: string; act?: string },
): Look {
  return lookBy(asking, intent, (asOf) => JSON.stringify({ intent, ...about, asOf }))
}

function lookBy(
  { access, conversation, limits }: Looking,
  intent: string,
  question: (asOf: Day | undefined) => string,
): Look {
  const at = new Date()
  return {
    intent,
    question: question(access.today === dayOf(at) ? undefined : access.today),
    conversation: conversation.id,
    at,
    limits,
  }
}
