import type { Act } from '../cards/acts'
import type { Clock } from '../data/domain/day'
import { readUnits } from '../data/queries/units'
import { usualLooks, type LookLimits } from '../data/records/unusual-looks'
import type { Store } from '../data/store/store'
import type { Access } from './access/access'
import { accessFor } from './access/access-for'
import { answerToAct } from './answers/acts'
import type { Answer, Conversation } from './answers/answer'
import { withTypedWords } from './answers/notices'
import { onlyInPrivate, unknownStaff } from './answers/refusals'
import type { Asker } from './ask'
import { step } from './telemetry/turn'

/** What somebody typed into a form, to be given back where it is not kept. */
export function typedIn(action: Act): string | undefined {
  if (action.verb === 'contact-save') return action.note
  return action.verb === 'feedback-send' ? action.text : undefined
}

/** What pressing a button came to. */
export interface Acted {
  answer: Answer
  /** Who pressed it and what they may see, if the staff records hold them and nobody else reads along. */
  access?: Access | undefined
}

/** What was pressed, and where. */
export interface Pressed {
  action: Act
  conversation: Conversation
}

/**
 * The whole way of a button that does more than ask in words: staff → access today → the act, checked again → card. In a
 * group nothing is done, whoever presses it.
 */
export async function act(
  store: Store,
  clock: Clock,
  asker: Asker,
  { action, conversation }: Pressed,
  limits: LookLimits = usualLooks,
): Promise<Acted> {
  if (conversation.kind === 'group') return { answer: onlyInPrivate() }
  const access = await step('access', () => accessFor(store, clock, asker))
  if (!access) return { answer: withTypedWords(unknownStaff(), typedIn(action)) }
  const units = await readUnits(store)
  const { graph } = asker
  const asking = {
    store,
    clock,
    access,
    graph,
    units,
    conversation,
    question: { intent: 'help' } as const,
    page: 1,
    limits,
  }
  return { answer: await step('answer', () => answerToAct(action, asking)), access }
}
