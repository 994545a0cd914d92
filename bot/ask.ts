import type { Asked as CardAsked } from '../cards/verbs'
import type { Clock } from '../data/domain/day'
import type { StaffKey } from '../data/queries/staff'
import { readUnits } from '../data/queries/units'
import { usualLooks, type LookLimits } from '../data/records/unusual-looks'
import type { Store } from '../data/store/store'
import type { Access } from './access/access'
import { accessFor } from './access/access-for'
import { answer, answerToAnyone, answerToGroup, answerToReader } from './answers'
import type { Answer, Asking, Conversation } from './answers/answer'
import { answerChange } from './answers/change'
import { markedAsAiReading } from './answers/notices'
import { onlyInPrivate, unknownStaff } from './answers/refusals'
import type { Graph } from './graph'
import { parse } from './language/parse'
import type { Question } from './language/question'
import { nothingOwn } from './language/vocabulary'
import { afterwards, recall, remember } from './memory'
import type { ModelDoor } from './model-reading'
import { step } from './telemetry/turn'
import { understand, type Understood } from './understand'

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
  /** By what is remembered where that is not the conversation. */
  thread?: string
}

export interface Asked {
  query: Question
  answer: Answer
  /** Who asked and what they may see, if the staff records hold them. */
  access?: Access | undefined
  /** Who read the question, where it was not the grammar. */
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
  const { conversation, memory, thread = conversation.id } = message
  const isPrivate = conversation.kind === 'personal'
  const access = await step('access', () => accessFor(store, clock, asker))
  const remembers = access !== undefined && memory !== undefined && isPrivate
  const before = remembers ? await recall(store, access.staff.staff_id, thread) : undefined
  const units = await readUnits(store)
  const understood: Understood =
    'question' in message
      ? { question: message.question }
      : await step('language', () =>
          understand(message.text, {
            store,
            clock,
            access,
            units,
            before: memory === 'follow' ? before : undefined,
            model: isPrivate ? model : undefined,
          }),
        )
  const { question, further, heard, modelWords } = understood
  const page = message.page ?? understood.page ?? 1
  const { graph } = asker
  const around = { store, clock, graph, units, conversation, question, page, back: message.back, limits }
  const given = await step('answer', () => answered(message, access, { ...around, further, heard }))
  const next = afterwards(question, given.students, page, before)
  if (remembers && next) await remember(store, access.staff.staff_id, thread, next)
  if (modelWords === undefined) return { query: question, answer: given, access }
  return { query: question, answer: markedAsAiReading(given, modelWords), access, reading: 'model' }
}

/** What may be said where it is asked: to a group, to one reader of it, to anyone, or to a person by their roles. */
async function answered(
  { conversation, onlyForAsker = false, changing = false }: Message,
  access: Access | undefined,
  around: Omit<Asking, 'access'>,
): Promise<Answer> {
  const { question } = around
  const isGroup = conversation.kind === 'group'
  const toAll = isGroup ? await answerToGroup(question, around) : undefined
  if (isGroup && !onlyForAsker) return toAll ?? onlyInPrivate()
  if (!access) return answerToAnyone(question) ?? unknownStaff()
  const asking = { ...around, access }
  if (changing) return answerChange(question, asking)
  if (!isGroup) return answer(question, asking)
  return toAll ?? (await answerToReader(question, asking)) ?? onlyInPrivate()
}

/** What a message from anyone at all may be answered: nothing that touches a student. */
export function askOpenly(asked: AskedFor): { query: Question; answer: Answer | undefined } {
  const query =
    'question' in asked ? asked.question : parse(asked.text, { ...nothingOwn, units: [], suggestions: [] })
  return { query, answer: answerToAnyone(query) }
}
