import type { Act } from '../cards/acts'
import { dayOf, type Clock } from '../data/domain/day'
import { findStaff } from '../data/queries/staff'
import { readUnits } from '../data/queries/units'
import { usualLooks, type LookLimits } from '../data/records/unusual-looks'
import type { Store } from '../data/store/store'
import { accessOf, type Access } from './access/access'
import { answerToAct } from './answers/acts'
import type { Answer, Conversation } from './answers/answer'
import { onlyInPrivate, unknownStaff } from './answers/refusals'
import type { Asker } from './ask'

/** What pressing a button came to. */
export interface Acted {
  answer: Answer
  /** Who pressed it and what they may see, if the staff records hold them and nobody else reads along. */
  access?: Access | undefined
}

/**
 * The whole way of a button that does more than ask in words: staff → access today → the act, checked again → card. In a
 * group nothing is done, whoever presses it.
 */
export async function act(
  store: Store,
  clock: Clock,
  asker: Asker,
  { action, conversation }: { action: Act; conversation: Conversation },
  limits: LookLimits = usualLooks,
): Promise<Acted> {
  if (conversation.kind === 'group') return { answer: onlyInPrivate() }
  const staff = await findStaff(store, asker.key)
  const access = staff && (await accessOf(store, staff, asker.appRoles, dayOf(clock())))
  if (!access) return { answer: unknownStaff() }
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
  return { answer: await answerToAct(action, asking), access }
}
