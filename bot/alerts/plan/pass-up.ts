import type { PossibleRecipient } from '../../../data/queries/alert-recipients'
import { alertWishes } from '../../../data/queries/alert-wishes'
import { dealtWithOn } from '../../../data/queries/dealt-with'
import { plannedAlerts, type PlannedAlert } from '../../../data/queries/planned-alerts'
import { studentsWithKnownReason } from '../../../data/queries/known-reasons'
import { markPassedUp } from '../../../data/records/alert-changes'
import type { Database } from '../../../data/store/store'
import { readChains, type ChainOf } from './chains'
import { giveOut, type GivenOut, type Wanted } from './give-out'
import { isDealtWith, openConcerns, whyPassedUp } from './overdue'
import { hasHeard } from './heard'
import { isInHand, isLeft } from './in-hand'
import { join } from './join'
import { isLive, revise } from './renew'
import { dealtWithSince, step, type Round } from './round'
import { tiersOf, wants, type Wishes } from './targets'

export interface PassedUp extends GivenOut {
  /** Alerts passed up, by why. */
  unopened: number
  undelivered: number
  paused: number
  /** Those of whom nobody stands above. */
  nobodyAbove: number
}

/**
 * Passes up what nobody of those told has opened: to the next role of the student's that somebody holds. The alert before stays
 * and says so. Nothing is passed up that somebody has dealt with, nor while one of the same role has opened it or still has
 * time to. Where those to whom it was passed up have left, it goes on to whoever is next by now.
 */
export function passUp(round: Round): Promise<PassedUp> {
  return step(round, async (db) => {
    const passed: PassedUp = { cards: 0, digests: 0, unopened: 0, undelivered: 0, paused: 0, nobodyAbove: 0 }
    const found = await readOpen(db, round)
    for (const alert of found.open) {
      const outcome = await passOne(db, round, alert, found)
      if (outcome !== undefined) passed[outcome] += 1
    }
    return { ...passed, ...(await giveOut(db, round, [...found.wanted.values()], found.wishes)) }
  })
}

interface Found {
  alerts: readonly PlannedAlert[]
  /** Those of them that are still to be passed up. */
  open: readonly PlannedAlert[]
  wishes: Wishes
  chainOf: ChainOf
  /** What is to be made, by person and student. */
  wanted: Map<string, Wanted>
}

async function readOpen(db: Database, round: Round): Promise<Found> {
  const { now, today } = round
  const known = await studentsWithKnownReason(db, today)
  const dealtWith = await dealtWithOn(db, dealtWithSince(round))
  const alerts = await plannedAlerts(db, now)
  const isOpen = (alert: PlannedAlert): boolean =>
    alert.endedAt === null &&
    (alert.passedAt === null || isLeft(alert, alert.passedAt, alerts)) &&
    openConcerns(alert).length > 0 &&
    !known.has(alert.studentId) &&
    !isDealtWith(alert, dealtWith)
  return {
    alerts,
    open: alerts.filter(isOpen),
    wishes: await alertWishes(db, today),
    chainOf: await readChains(db, round),
    wanted: new Map(),
  }
}

async function passOne(
  db: Database,
  round: Round,
  alert: PlannedAlert,
  { alerts, wishes, chainOf, wanted }: Found,
): Promise<'unopened' | 'undelivered' | 'paused' | 'nobodyAbove' | undefined> {
  const about = alerts.filter(({ studentId }) => studentId === alert.studentId)
  const why = whyPassedUp(alert, round, wishes)
  if (why === undefined || isInHand(alert, about, { round, wishes })) return undefined
  const next = nextTier(alert, chainOf(alert), wishes)
  if (!next) return 'nobodyAbove'
  for (const person of next) await tellNext(db, round, { alert, person, about, wishes, wanted })
  await markPassedUp(db, alert.alertId, round.now)
  await revise(db, round, alert)
  return why
}

/** Those of the next role above who want to hear of it; undefined where there is nobody, or the student is no longer theirs. */
function nextTier(
  alert: PlannedAlert,
  chain: readonly PossibleRecipient[],
  wishes: Wishes,
): PossibleRecipient[] | undefined {
  const tiers = tiersOf(chain)
  const own = tiers.findIndex((tier) => tier.some(({ staffId }) => staffId === alert.staffId))
  // A deputy need not be in the chain.
  if (own < 0 && alert.why !== 'passed-on') return undefined
  const from = own < 0 ? tiers.findIndex(([first]) => first?.role === alert.role) : own
  const wanting = (person: PossibleRecipient): boolean =>
    openConcerns(alert).some(({ rule }) => wants(wishes, person, rule))
  return tiers
    .slice(from + 1)
    .map((tier) => tier.filter(wanting))
    .find((tier) => tier.length > 0)
}

interface Passing {
  alert: PlannedAlert
  person: PossibleRecipient
  /** All alerts about the student. */
  about: readonly PlannedAlert[]
  wishes: Wishes
  wanted: Map<string, Wanted>
}

async function tellNext(
  db: Database,
  round: Round,
  { alert, person, about, wishes, wanted }: Passing,
): Promise<void> {
  const own = about.filter(({ staffId }) => staffId === person.staffId)
  const episodes = openConcerns(alert).filter(
    ({ episodeId, rule }) => !own.some((each) => hasHeard(each, episodeId)) && wants(wishes, person, rule),
  )
  const live = own.find(isLive)
  if (live) {
    for (const episode of episodes) await join(db, round, { alert: live, episode, wishes })
    return
  }
  const key = JSON.stringify([person.staffId, alert.studentId])
  const { alertId: passedFrom, studentId } = alert
  if (episodes.length > 0 && !wanted.has(key))
    wanted.set(key, { person, why: 'passed-up', passedFrom, studentId, episodes })
}
