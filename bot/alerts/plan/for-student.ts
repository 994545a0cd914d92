import { canRecover } from '../../../data/domain/alert'
import type { TellableEpisode } from '../../../data/queries/alert-episodes'
import type { PossibleRecipient } from '../../../data/queries/alert-recipients'
import type { PlannedAlert } from '../../../data/queries/planned-alerts'
import type { Wanted } from './give-out'
import { hasHeard, isToldAgain } from './heard'
import { isLive } from './renew'
import { targetsOf, wants, type Target, type Wishes } from './targets'

/** One student's episodes, whose student it is, and everybody's alerts about them. */
export interface Student {
  episodes: readonly TellableEpisode[]
  chain: readonly PossibleRecipient[]
  held: readonly PlannedAlert[]
  /** Whether who has one of these that is over is to hear anew of what goes on. */
  isAnew: (alert: PlannedAlert) => boolean
}

/** What is to be done about students. */
export interface Plan {
  /** By person and student. */
  wanted: Map<string, Wanted & { episodes: TellableEpisode[] }>
  joining: { alert: PlannedAlert; episode: TellableEpisode }[]
  /** By alert. */
  revived: Map<string, PlannedAlert>
  unwanted: number
}

/** What one student's episodes are to come to, added to the plan. */
export function planFor(student: Student, wishes: Wishes, plan: Plan): void {
  const { episodes, chain, held } = student
  for (const episode of episodes) {
    const targets = isConcern(episode)
      ? targetsOf(episode, chain, wishes)
      : whoWasTold(episode, chain, held).filter(({ person }) => wants(wishes, person, 'recovered'))
    if (targets.length === 0 && chain.length > 0 && isConcern(episode)) plan.unwanted += 1
    for (const target of [...targets, ...toldAnew(targets, episode, student, wishes)])
      planOne(target, episode, student, plan)
    for (const alert of otherHolders(targets, episode, student, wishes)) plan.joining.push({ alert, episode })
  }
}

function planOne(
  { person, why, passedFrom = null }: Target,
  episode: TellableEpisode,
  { held, isAnew }: Student,
  { wanted, joining, revived }: Plan,
): void {
  const own = held.filter(({ staffId }) => staffId === person.staffId)
  if (own.some((alert) => hasHeard(alert, episode.episodeId, isAnew))) return
  const live = own.find(isLive)
  if (live) {
    joining.push({ alert: live, episode })
    return
  }
  const over = own.find((alert) => isToldAgain(alert, episode.episodeId))
  if (over) {
    revived.set(over.alertId, over)
    return
  }
  const key = JSON.stringify([person.staffId, episode.studentId])
  const before = wanted.get(key)
  if (before) before.episodes.push(episode)
  else wanted.set(key, { person, why, passedFrom, studentId: episode.studentId, episodes: [episode] })
}

/** Whoever else had dealt with an alert of the episode and is to hear anew, as the one to whom it was passed. */
function toldAnew(
  targets: readonly Target[],
  episode: TellableEpisode,
  { chain, held, isAnew }: Student,
  wishes: Wishes,
): Target[] {
  return othersWhoWant(targets, episode, chain, wishes).flatMap((person) => {
    const own = held.filter(({ staffId }) => staffId === person.staffId)
    const over = own.find(
      (alert) => isAnew(alert) && alert.reasons.some(({ episodeId }) => episodeId === episode.episodeId),
    )
    return over && !own.some(isLive) ? [{ person, why: over.why, passedFrom: over.passedFrom }] : []
  })
}

/** Whoever else has a live alert about the student, and is still in the chain: one card tells all that is open. */
function otherHolders(
  targets: readonly Target[],
  episode: TellableEpisode,
  { chain, held, isAnew }: Student,
  wishes: Wishes,
): PlannedAlert[] {
  return othersWhoWant(targets, episode, chain, wishes).flatMap(({ staffId }) => {
    const own = held.filter((alert) => alert.staffId === staffId)
    const live = own.find(isLive)
    return live && !own.some((alert) => hasHeard(alert, episode.episodeId, isAnew)) ? [live] : []
  })
}

/** Good news is for nobody else. */
function othersWhoWant(
  targets: readonly Target[],
  episode: TellableEpisode,
  chain: readonly PossibleRecipient[],
  wishes: Wishes,
): PossibleRecipient[] {
  if (!isConcern(episode)) return []
  return chain
    .filter(({ staffId }) => targets.every(({ person }) => person.staffId !== staffId))
    .filter((person) => wants(wishes, person, episode.rule))
}

/** Whether an episode calls for a conversation. */
export const isConcern = ({ rule }: TellableEpisode): boolean => rule !== 'recovered'

/** Good news goes to those of the chain who had been told that the student was low or silent, of an episode that ended with it. */
function whoWasTold(
  { openedOn }: TellableEpisode,
  chain: readonly PossibleRecipient[],
  held: readonly PlannedAlert[],
): Target[] {
  const isOver = ({ rule, state, changedOn }: PlannedAlert['reasons'][number]): boolean =>
    canRecover(rule) && state === 'closed' && changedOn <= openedOn
  return chain.flatMap((person) => {
    const told = held.find(
      ({ staffId, toldAt, reasons }) => staffId === person.staffId && toldAt !== null && reasons.some(isOver),
    )
    return told ? [{ person, why: told.why }] : []
  })
}
