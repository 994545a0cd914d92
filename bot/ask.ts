import type { Asked as CardAsked } from '../cards/verbs'
import { dayOf, type Clock } from '../data/domain/day'
import type { ScopePopulation } from '../data/domain/scope'
import { readNamedPeriods } from '../data/queries/named-periods'
import { pseudonymsIn } from '../data/queries/pseudonymous-students'
import { findStaff, type Staff, type StaffKey } from '../data/queries/staff'
import { studentNames } from '../data/queries/student-names'
import { readUnits, type Unit } from '../data/queries/units'
import { usualLooks, type LookLimits } from '../data/records/unusual-looks'
import type { Store } from '../data/store/store'
import { accessOf, type Access } from './access/access'
import { personScopes, projectScopes } from './access/scope'
import { answer, answerToAnyone, answerToGroup, answerToReader } from './answers'
import type { Answer, Conversation } from './answers/answer'
import { answerChange } from './answers/change'
import { onlyInPrivate, unknownStaff } from './answers/refusals'
import { suggestionsFor } from './answers/suggestions'
import type { Graph } from './graph'
import { parse } from './language/parse'
import type { Question } from './language/question'
import { read, type Reading, type Remembered } from './language/reading'
import { nothingOwn, type OwnUnit, type Vocabulary } from './language/vocabulary'
import { afterwards, recall, remember } from './memory'

/** Who asks, as the sign-in says. */
export interface Asker {
  key: StaffKey
  /** Entra app roles of the signed-in token. */
  appRoles: readonly string[]
  /** Microsoft Graph in their name, where they signed in. */
  graph?: Graph | undefined
}

/** What is asked: words, or a question that a button carries. */
export type AskedFor = { text: string } | { question: Question }

export type Message = AskedFor & {
  conversation: Conversation
  page?: number | undefined
  /** What was on the card before, for a way back. */
  back?: CardAsked | undefined
  /** Whether the question is not to be answered, but to be changed. */
  changing?: boolean
  /** Whether nobody else in the conversation sees the answer, as with a pressed button. */
  onlyForAsker?: boolean
  /**
   * `follow`: it may go on from what the same person asked last in the same private chat. `keep`: it says all by itself,
   * and the next one may go on from it. Without, nothing is remembered.
   */
  memory?: 'follow' | 'keep'
}

export interface Asked {
  query: Question
  answer: Answer
  /** Who asked and what they may see, if the staff records hold them. */
  access?: Access | undefined
}

/** The whole way from a message to its answer: staff → access → question → scoped query → card. */
export async function ask(
  store: Store,
  clock: Clock,
  asker: Asker,
  message: Message,
  limits: LookLimits = usualLooks,
): Promise<Asked> {
  const { conversation, back, onlyForAsker = false } = message
  const isGroup = conversation.kind === 'group'
  const staff = await findStaff(store, asker.key)
  const remembers = staff !== undefined && message.memory !== undefined && !isGroup
  const before = remembers ? await recall(store, staff.staff_id, conversation.id) : undefined
  const { reading, access, units } = await understandFrom(
    store,
    clock,
    { staff, ...asker },
    message,
    message.memory === 'follow' ? before : undefined,
  )
  const { question: query, further, heard } = reading
  const page = message.page ?? reading.page ?? 1
  const openly = answerToAnyone(query)
  const toAll = isGroup ? await answerToGroup(query, { store, clock }) : undefined
  if (isGroup && !onlyForAsker) return { query, answer: toAll ?? onlyInPrivate(), access }
  if (!access) return { query, answer: openly ?? unknownStaff() }
  const { graph } = asker
  const asking = {
    store,
    clock,
    access,
    graph,
    units,
    conversation,
    question: query,
    page,
    back,
    further,
    heard,
    limits,
  }
  if (message.changing === true) return { query, answer: answerChange(query, asking), access }
  if (isGroup)
    return { query, answer: toAll ?? (await answerToReader(query, asking)) ?? onlyInPrivate(), access }
  const given = await answer(query, asking)
  const next = remembers ? afterwards(query, given.students, page, before) : undefined
  if (next) await remember(store, access.staff.staff_id, conversation.id, next)
  return { query, answer: given, access }
}

/** What a message from anyone at all may be answered: nothing that touches a student. */
export function askOpenly(asked: AskedFor): { query: Question; answer: Answer | undefined } {
  const query =
    'question' in asked ? asked.question : parse(asked.text, { ...nothingOwn, units: [], suggestions: [] })
  return { query, answer: answerToAnyone(query) }
}

/** Only the question, whatever was asked before. */
export async function understand(
  store: Store,
  clock: Clock,
  asker: Asker,
  text: string,
): Promise<{ query: Question; access: Access | undefined }> {
  const staff = await findStaff(store, asker.key)
  const { reading, access } = await understandFrom(store, clock, { staff, ...asker }, { text })
  return { query: reading.question, access }
}

interface Understood {
  reading: Reading
  access: Access | undefined
  units: Unit[]
}

async function understandFrom(
  store: Store,
  clock: Clock,
  { staff, appRoles }: { staff: Staff | undefined; appRoles: readonly string[] },
  asked: AskedFor,
  before?: Remembered,
): Promise<Understood> {
  const today = dayOf(clock())
  const access = staff && (await accessOf(store, staff, appRoles, today))
  const units = await readUnits(store)
  if ('question' in asked) return { reading: { question: asked.question }, access, units }
  const times = { today, calendar: await readNamedPeriods(store) }
  const vocabulary = { ...(await vocabularyOf(store, access, units)), ...times }
  return { reading: read(asked.text, vocabulary, before), access, units }
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
