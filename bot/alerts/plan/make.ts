import { groupBy } from '../../../data/domain/group-by'
import { tellableEpisodes, type TellableEpisode } from '../../../data/queries/alert-episodes'
import { recipientsOfAll, type PossibleRecipient } from '../../../data/queries/alert-recipients'
import { alertWishes } from '../../../data/queries/alert-wishes'
import { plannedAlerts, type PlannedAlert } from '../../../data/queries/planned-alerts'
import { studentsWithKnownReason } from '../../../data/queries/known-reasons'
import type { Database } from '../../../data/store/store'
import { giveOut, type GivenOut, type Wanted } from './give-out'
import { hasHeard, isToldAgain } from './heard'
import { join } from './join'
import { isLive } from './renew'
import { revive } from './revive'
import { newsSince, newsSinceTime, step, type Round } from './round'
import { targetsOf, wants, type Target, type Wishes } from './targets'

export interface Made extends GivenOut {
  /** Episodes that joined an alert which somebody had already. */
  joined: number
  /** Alerts that were over and go on, since an episode of theirs does. */
  revived: number
  /** Students whose open episodes nobody can be told of. */
  withoutAnybody: number
  /** Students left alone, since somebody knows the reason. */
  knownReasons: number
  /** Episodes that whoever would be told of does not want to hear of. */
  unwanted: number
}

/** What one student's episodes are to come to. */
interface Student {
  episodes: readonly TellableEpisode[]
  chain: readonly PossibleRecipient[]
  held: readonly PlannedAlert[]
}

/** Alerts for every episode that the right person has not been told of. */
export function makeAlerts(round: Round): Promise<Made> {
  return step(round, async (db) => {
    const wishes = await alertWishes(db, round.today)
    const known = await studentsWithKnownReason(db, round.today)
    const students = await readStudents(db, round)
    const told = students.filter(({ episodes: [first] }) => first && !known.has(first.studentId))
    const plan: Plan = { wanted: new Map(), joining: [], revived: new Map(), unwanted: 0 }
    for (const student of told) planFor(student, wishes, plan)
    for (const alert of plan.revived.values()) await revive(db, round, alert)
    for (const each of plan.joining) await join(db, round, { ...each, wishes })
    const given = await giveOut(db, round, [...plan.wanted.values()], wishes)
    return {
      ...given,
      joined: plan.joining.length,
      revived: plan.revived.size,
      withoutAnybody: told.filter(({ chain, episodes }) => chain.length === 0 && episodes.some(isConcern))
        .length,
      knownReasons: students.length - told.length,
      unwanted: plan.unwanted,
    }
  })
}

const isConcern = ({ rule }: TellableEpisode): boolean => rule !== 'recovered'

async function readStudents(db: Database, round: Round): Promise<Student[]> {
  const chainOf = await recipientsOfAll(db, round.today)
  const episodes = byStudent(await tellableEpisodes(db, newsSince(round)))
  const held = byStudent(await plannedAlerts(db, newsSinceTime(round)))
  return [...episodes.values()].flatMap((own) => {
    const [first] = own
    if (!first) return []
    const { studentId: student_id, programme: programme_code, studyLevel: level } = first
    const chain = chainOf({ student_id, programme_code, level })
    return [{ episodes: own, chain, held: held.get(student_id) ?? [] }]
  })
}

const byStudent = <Row extends { studentId: string }>(rows: readonly Row[]): Map<string, Row[]> =>
  groupBy(rows, ({ studentId }) => studentId)

interface Plan {
  /** By person and student. */
  wanted: Map<string, Wanted & { episodes: TellableEpisode[] }>
  joining: { alert: PlannedAlert; episode: TellableEpisode }[]
  /** By alert. */
  revived: Map<string, PlannedAlert>
  unwanted: number
}

function planFor({ episodes, chain, held }: Student, wishes: Wishes, plan: Plan): void {
  for (const episode of episodes) {
    const targets = isConcern(episode)
      ? targetsOf(episode, chain, wishes)
      : whoWasTold(episode, chain, held).filter(({ person }) => wants(wishes, person, 'recovered'))
    if (targets.length === 0 && chain.length > 0 && isConcern(episode)) plan.unwanted += 1
    for (const target of targets) planOne(target, episode, held, plan)
    for (const alert of otherHolders(targets, episode, { chain, held, wishes }))
      plan.joining.push({ alert, episode })
  }
}

function planOne(
  { person, why }: Target,
  episode: TellableEpisode,
  held: readonly PlannedAlert[],
  { wanted, joining, revived }: Plan,
): void {
  const own = held.filter(({ staffId }) => staffId === person.staffId)
  if (own.some((alert) => hasHeard(alert, episode.episodeId))) return
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
  else wanted.set(key, { person, why, passedFrom: null, studentId: episode.studentId, episodes: [episode] })
}

/** Whoever else has a live alert about the student, and is still in the chain: one card tells all that is open. */
function otherHolders(
  targets: readonly Target[],
  episode: TellableEpisode,
  { chain, held, wishes }: Omit<Student, 'episodes'> & { wishes: Wishes },
): PlannedAlert[] {
  if (!isConcern(episode)) return []
  return chain
    .filter(({ staffId }) => targets.every(({ person }) => person.staffId !== staffId))
    .filter((person) => wants(wishes, person, episode.rule))
    .flatMap(({ staffId }) => {
      const own = held.filter((alert) => alert.staffId === staffId)
      const live = own.find(isLive)
      return live && !own.some((alert) => hasHeard(alert, episode.episodeId)) ? [live] : []
    })
}

/** Good news goes to those of the chain who had been told that the student was low or silent, of an episode that ended with it. */
function whoWasTold(
  { openedOn }: TellableEpisode,
  chain: readonly PossibleRecipient[],
  held: readonly PlannedAlert[],
): Target[] {
  const isOver = ({ rule, state, changedOn }: PlannedAlert['reasons'][number]): boolean =>
    (rule === 'newly-low' || rule === 'silent') && state === 'closed' && changedOn <= openedOn
  return chain.flatMap((person) => {
    const told = held.find(
      ({ staffId, toldAt, reasons }) => staffId === person.staffId && toldAt !== null && reasons.some(isOver),
    )
    return told ? [{ person, why: told.why }] : []
  })
}
