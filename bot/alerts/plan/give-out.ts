import type { AlertWhy } from '../../../data/domain/alert'
import type { PossibleRecipient } from '../../../data/queries/alert-recipients'
import { makeAlert } from '../../../data/records/alerts'
import type { Database } from '../../../data/store/store'
import { readBudget } from './budget'
import { byConcern, greatest, type Concern } from './concern'
import type { Round } from './round'
import type { Wishes } from './targets'

/** An alert that somebody is to have. */
export interface Wanted {
  person: PossibleRecipient
  why: AlertWhy
  passedFrom: string | null
  studentId: string
  /** At least one. */
  episodes: readonly (Omit<Concern, 'studentId'> & { episodeId: string })[]
}

/** How many alerts were made, by how they are told. */
export interface GivenOut {
  cards: number
  digests: number
}

/**
 * Makes alerts, the greatest concerns of each person first: by a card while the week's budget lasts, the rest for the digest.
 * Good news alone never takes a card.
 */
export async function giveOut(
  db: Database,
  round: Round,
  wanted: readonly Wanted[],
  wishes: Wishes,
): Promise<GivenOut> {
  const given = { cards: 0, digests: 0 }
  if (wanted.length === 0) return given
  const budget = await readBudget(db, round, wishes)
  for (const { person, concern, episodes, ...alert } of await ranked(db, round, wanted)) {
    const toldIn = concern.rule === 'recovered' ? 'digest' : budget.take(person.staffId)
    given[toldIn === 'card' ? 'cards' : 'digests'] += 1
    await makeAlert(db, {
      ...alert,
      staffId: person.staffId,
      role: person.role,
      episodes: episodes.map(({ episodeId }) => episodeId),
      toldIn,
      madeAt: round.now,
      dueAt: budget.dueAt,
    })
  }
  return given
}

/** The greatest concerns first. */
async function ranked(
  db: Database,
  { today }: Round,
  wanted: readonly Wanted[],
): Promise<(Wanted & { concern: Concern })[]> {
  // One alone needs no order.
  const compare = wanted.length > 1 ? await byConcern(db, today) : () => 0
  return wanted
    .flatMap((each) => {
      const worst = greatest(each.episodes)
      return worst ? [{ ...each, concern: { ...worst, studentId: each.studentId } }] : []
    })
    .sort((a, b) => compare(a.concern, b.concern))
}
