import { dayOf, type Clock } from '../data/domain/day'
import { findStaff, type StaffKey } from '../data/queries/staff'
import { studentNames } from '../data/queries/student-names'
import { readUnits, type Unit } from '../data/queries/units'
import { usualLooks, type LookLimits } from '../data/records/unusual-looks'
import type { Store } from '../data/store/store'
import { accessOf, type Access } from './access/access'
import { personScopes } from './access/scope'
import { answer, answerToAnyone } from './answers'
import type { Answer, Conversation } from './answers/answer'
import { onlyInPrivate, unknownStaff } from './answers/refusals'
import { suggestionsFor } from './answers/suggestions'
import type { Graph } from './graph'
import { parse } from './language/parse'
import type { Question } from './language/question'

/** Who asks, as the sign-in says. */
export interface Asker {
  key: StaffKey
  /** Entra app roles of the signed-in token. */
  appRoles: readonly string[]
  /** Microsoft Graph in their name, where they signed in. */
  graph?: Graph | undefined
}

export interface Message {
  text: string
  conversation: Conversation
  page?: number | undefined
  back?: { text: string; page?: number | undefined } | undefined
}

export interface Asked {
  query: Question
  answer: Answer
}

/** The whole way from a message to its answer: staff → access → question → scoped query → card. */
export async function ask(
  store: Store,
  clock: Clock,
  asker: Asker,
  message: Message,
  limits: LookLimits = usualLooks,
): Promise<Asked> {
  const { query, access, units } = await understand(store, clock, asker, message.text)
  if (message.conversation.kind === 'group')
    return { query, answer: answerToAnyone(query) ?? onlyInPrivate() }
  if (!access) return { query, answer: answerToAnyone(query) ?? unknownStaff() }
  const { graph } = asker
  const { text, conversation, page = 1, back } = message
  return {
    query,
    answer: await answer(query, {
      store,
      clock,
      access,
      graph,
      units,
      conversation,
      text,
      page,
      back,
      limits,
    }),
  }
}

/** What a message from anyone at all may be answered: nothing that touches a student. */
export function askOpenly(text: string): { query: Question; answer: Answer | undefined } {
  const query = parse(text, { students: [], units: [], suggestions: [] })
  return { query, answer: answerToAnyone(query) }
}

/** Only the question. Of somebody unknown to the staff records, no name is a student's. */
export async function understand(
  store: Store,
  clock: Clock,
  asker: Asker,
  text: string,
): Promise<{ query: Question; access: Access | undefined; units: Unit[] }> {
  const staff = await findStaff(store, asker.key)
  const access = staff && (await accessOf(store, staff, asker.appRoles, dayOf(clock())))
  const units = await readUnits(store)
  const names = access
    ? await Promise.all(personScopes(access).map((scope) => studentNames(store, scope)))
    : []
  const students = [...new Map(names.flat().map((name) => [name.student_id, name])).values()]
  const suggestions = access
    ? suggestionsFor(access).map((suggestion) => suggestion.text)
    : ['help', 'privacy']
  return { query: parse(text, { students, units, suggestions }), access, units }
}
