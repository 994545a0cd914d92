import { alertWishes } from '../../../data/queries/alert-wishes'
import { plannedAlerts } from '../../../data/queries/planned-alerts'
import { studentsWithKnownReason } from '../../../data/queries/known-reasons'
import { tellAlertBy } from '../../../data/records/alert-changes'
import { putMessage } from '../../../data/records/outbox'
import { openness } from '../../../data/records/planned-messages'
import type { Database } from '../../../data/store/store'
import { digestTimes } from './earliest'
import { isLive } from './renew'
import { step, type Round } from './round'
import { digestKind, weeklyId } from './week-ids'

export interface Digested {
  /** Digests that were put into the outbox. */
  messages: number
  /** Alerts that are to come in one. */
  alerts: number
}

/** Nothing more is put into a digest that is due within so many milliseconds: its card may be under way. */
const tooLate = 5 * 60_000

/**
 * Puts the alerts that are to come in a digest into the next of their person, one for each week. Those of who has paused
 * their alerts wait until these come again; those about a student whose reason somebody knows, until that is over.
 */
export function planDigests(round: Round): Promise<Digested> {
  return step(round, async (db) => {
    const wishes = await alertWishes(db, round.today)
    const known = await studentsWithKnownReason(db, round.today)
    const waiting = (await plannedAlerts(db, round.now)).filter(
      (alert) =>
        isLive(alert) &&
        alert.toldIn === 'digest' &&
        alert.messageId === null &&
        !known.has(alert.studentId) &&
        !wishes(alert.staffId).isPaused,
    )
    const digests = new Map<string, Digest>()
    for (const { alertId, staffId } of waiting) {
      const digest = digests.get(staffId) ?? (await nextDigest(db, round, staffId))
      digests.set(staffId, digest)
      await tellAlertBy(db, alertId, digest.id)
    }
    const messages = [...digests.values()].filter(({ isNew }) => isNew).length
    return { messages, alerts: waiting.length }
  })
}

interface Digest {
  id: string
  isNew: boolean
}

/** The first digest of a person that is not too late, made where there is none yet. */
async function nextDigest(db: Database, { now, today, settings }: Round, staffId: string): Promise<Digest> {
  const after = new Date(now.getTime() + tooLate)
  for (const { week, dueAt } of digestTimes(today, settings)) {
    const id = weeklyId('digest', staffId, week)
    const state = await openness(db, id, after)
    if (state === 'open') return { id, isNew: false }
    if (state === 'closed' || dueAt <= after) continue
    await putMessage(db, { id, kind: digestKind, payload: { week }, recipient: staffId, dueAt })
    return { id, isNew: true }
  }
  throw new Error('no week has a working day')
}
