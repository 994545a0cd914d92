import { groupBy } from '../../../data/domain/group-by'
import { tellableEpisodes } from '../../../data/queries/alert-episodes'
import { alertWishes } from '../../../data/queries/alert-wishes'
import { plannedAlerts } from '../../../data/queries/planned-alerts'
import { studentsWithKnownReason } from '../../../data/queries/known-reasons'
import type { Database } from '../../../data/store/store'
import { readAnew } from './anew'
import { readChains } from './chains'
import { isConcern, planFor, type Plan, type Student } from './for-student'
import { giveOut, type GivenOut } from './give-out'
import { join } from './join'
import { revive } from './revive'
import { newsSince, newsSinceTime, step, type Round } from './round'

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

async function readStudents(db: Database, round: Round): Promise<Student[]> {
  const chainOf = await readChains(db, round)
  const episodes = byStudent(await tellableEpisodes(db, newsSince(round)))
  const alerts = await plannedAlerts(db, newsSinceTime(round))
  const isAnew = await readAnew(db, alerts)
  const held = byStudent(alerts)
  return [...episodes.values()].flatMap((own) => {
    const [first] = own
    if (!first) return []
    const chain = chainOf(first)
    const about = held.get(first.studentId) ?? []
    return [{ episodes: own, chain, held: about, isAnew: (alert) => isAnew(alert, chain) }]
  })
}

const byStudent = <Row extends { studentId: string }>(rows: readonly Row[]): Map<string, Row[]> =>
  groupBy(rows, ({ studentId }) => studentId)
