import { dayOf, type Clock } from '../data/domain/day'
import type { ScopePopulation } from '../data/domain/scope'
import { readNamedPeriods } from '../data/queries/named-periods'
import { pseudonymsIn } from '../data/queries/pseudonymous-students'
import { findStaff, type StaffKey } from '../data/queries/staff'
import { studentNames } from '../data/queries/student-names'
import { readUnits, type Unit } from '../data/queries/units'
import { usualLooks, type LookLimits } from '../data/records/unusual-looks'
import type { Store } from '../data/store/store'
import { accessOf, type Access } from './access/access'
import { personScopes, projectScopes } from './access/scope'
import { answer, answerToAnyone, answerToGroup, answerToReader } from './answers'
import type { Answer, Conversation } from './answers/answer'
import { markedAsAiReading } from './answers/ai-reading'
import { onlyInPrivate, unknownStaff } from './answers/refusals'
import { suggestionsFor } from './answers/suggestions'
import type { Graph } from './graph'
import { parse } from './language/parse'
import type { Reading } from './language/model/reading'
import type { Question } from './language/question'
import { nothingOwn, type OwnUnit, type Vocabulary } from './language/vocabulary'
import { readAgain, type ModelDoor } from './model-reading'

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
  /** Whether nobody else in the conversation sees the answer, as with a pressed button. */
  onlyForAsker?: boolean
}

export interface Asked {
  query: Question
  answer: Answer
  /** Who asked and what they may see, if the staff records hold them. */
  access?: Access | undefined
  /** Set where a language model took the message for this question; the answer says so. */
  reading?: 'model'
}

/** The whole way from a message to its answer: staff → access → question → scoped query → card. */
export async function ask(
  store: Store,
  clock: Clock,
  asker: Asker,
  message: Message,
  limits: LookLimits = usualLooks,
  model?: ModelDoor,
): Promise<Asked> {
  const understood = await understand(store, clock, asker, message.text)
  const reading = model && (await readingFor(store, understood, message, model))
  if (!reading) return answered(store, clock, asker, understood, message, limits)
  const read = { ...understood, query: reading.question }
  const asked = await answered(store, clock, asker, read, { ...message, text: reading.words }, limits)
  return { ...asked, reading: 'model', answer: markedAsAiReading(asked.answer, reading.words) }
}

async function answered(
  store: Store,
  clock: Clock,
  { graph }: Asker,
  { query, access, units }: Understood,
  message: Message,
  limits: LookLimits,
): Promise<Asked> {
  const openly = answerToAnyone(query)
  const { text, conversation, page = 1, back, onlyForAsker = false } = message
  const isGroup = conversation.kind === 'group'
  const toAll = isGroup ? await answerToGroup(query, { store, clock }) : undefined
  if (isGroup && !onlyForAsker) return { query, answer: toAll ?? onlyInPrivate(), access }
  if (!access) return { query, answer: openly ?? unknownStaff() }
  const asking = { store, clock, access, graph, units, conversation, text, page, back, limits }
  if (!isGroup) return { query, answer: await answer(query, asking), access }
  return { query, answer: toAll ?? (await answerToReader(query, asking)) ?? onlyInPrivate(), access }
}

/** What a model takes a message for: in a private chat alone, and only where the grammar does not know. */
async function readingFor(
  store: Store,
  { query, access, vocabulary }: Understood,
  { text, conversation }: Message,
  model: ModelDoor,
): Promise<Reading | undefined> {
  if (query.intent !== 'unclear' || conversation.kind !== 'personal' || !access) return undefined
  return readAgain(store, { text, access, vocabulary }, model)
}

/** What a message from anyone at all may be answered: nothing that touches a student. */
export function askOpenly(text: string): { query: Question; answer: Answer | undefined } {
  const query = parse(text, { ...nothingOwn, units: [], suggestions: [] })
  return { query, answer: answerToAnyone(query) }
}

/** A question, and what it was told by. */
export interface Understood {
  query: Question
  access: Access | undefined
  units: Unit[]
  vocabulary: Vocabulary
}

/** Only the question, as the grammar takes it. */
export async function understand(
  store: Store,
  clock: Clock,
  asker: Asker,
  text: string,
): Promise<Understood> {
  const staff = await findStaff(store, asker.key)
  const access = staff && (await accessOf(store, staff, asker.appRoles, dayOf(clock())))
  const units = await readUnits(store)
  const today = dayOf(clock())
  const times = { today, calendar: await readNamedPeriods(store) }
  const vocabulary = { ...(await vocabularyOf(store, access, units)), ...times }
  return { query: parse(text, vocabulary), access, units, vocabulary }
}

async function vocabularyOf(
  store: Store,
  access: Access | undefined,
  units: readonly Unit[],
): Promise<Omit<Vocabulary, 'today' | 'calendar'>> {
  if (!access) return { ...nothingOwn, units, suggestions: ['help', 'privacy'] }
  const names = await Promise.all(personScopes(access).map((scope) => studentNames(store, scope)))
  const pseudonyms = await Promise.all(projectScopes(access).map((scope) => pseudonymsIn(store, scope)))
  const covered = access.grants.flatMap(({ populations }) => populations)
  return {
    students: [...new Map(names.flat().map((name) => [name.student_id, name])).values()],
    pseudonyms: pseudonyms.flat(),
    units,
    projects: covered.flatMap((each) => (each.kind === 'project' ? [each.code] : [])),
    own: covered.flatMap((each) => (isUnit(each) ? [each] : [])),
    suggestions: suggestionsFor(access).map((suggestion) => suggestion.text),
  }
}

function isUnit(population: ScopePopulation): population is OwnUnit {
  return population.kind === 'programme' || population.kind === 'school' || population.kind === 'faculty'
}
