import type { AlertRule, AlertWhy } from '../../../data/domain/alert'
import { alertedRoles, type PossibleRecipient } from '../../../data/queries/alert-recipients'
import type { AlertWishes } from '../../../data/queries/alert-wishes'

/** Somebody who is to be told of an episode, and why they are. */
export interface Target {
  person: PossibleRecipient
  why: AlertWhy
  /** The alert that was passed to them. */
  passedFrom?: string | null
}

/** A concern of this level is told to the next in the chain where nobody of those before wants alerts of its kind. */
const tooMuchToMiss = 2

export type Wishes = (staffId: string) => AlertWishes

/** Whose student it is, role by role, without the roles that nobody holds. */
export function tiersOf(chain: readonly PossibleRecipient[]): PossibleRecipient[][] {
  return alertedRoles
    .map((role) => chain.filter((person) => person.role === role))
    .filter((tier) => tier.length > 0)
}

/** Whether somebody wants alerts by a rule. */
export const wants = (wishes: Wishes, { staffId }: PossibleRecipient, rule: AlertRule): boolean =>
  !wishes(staffId).off.includes(rule)

/**
 * Who is told of an episode: all personal tutors; where there is none, all level tutors; else all programme leaders. Who has
 * switched its rule off is left alone; where that leaves nobody, a concern of level 2 or more goes to the next in the chain,
 * and a lesser one to nobody.
 */
export function targetsOf(
  { rule, level }: { rule: AlertRule; level: number },
  chain: readonly PossibleRecipient[],
  wishes: Wishes,
): Target[] {
  for (const [index, tier] of tiersOf(chain).entries()) {
    const wanting = tier.filter((person) => wants(wishes, person, rule))
    if (wanting.length > 0) return wanting.map((person) => ({ person, why: whyOf(index, person) }))
    if (level < tooMuchToMiss) return []
  }
  return []
}

function whyOf(index: number, { role }: PossibleRecipient): AlertWhy {
  if (index > 0) return 'passed-up'
  return role === 'personal-tutor' ? 'tutee' : 'no-tutor'
}
