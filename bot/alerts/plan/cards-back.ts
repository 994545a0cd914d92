import { recipientsOfAll } from '../../../data/queries/alert-recipients'
import { endedInChats } from '../../../data/queries/ended-in-chats'
import { tellAlertBy } from '../../../data/records/alert-changes'
import { reviseMessage, revisionId } from '../../../data/records/outbox'
import { revisedSince, sentSince } from '../../../data/records/planned-messages'
import { addDays, startOf, type Day } from '../../../data/domain/day'
import type { Database } from '../../../data/store/store'
import { step, type Round } from './round'
import { digestKind } from './week-ids'

/** Older cards stay, in days. */
const longestAgo = 92

const since = (today: Day): Date => startOf(addDays(today, -longestAgo))

/**
 * Has what lies in the chats of people about students whom they look after no more taken back, also where it was over for them
 * before: it names the student all the same. A card that cannot be taken back is tried again the next day.
 */
export function takeBackEnded(round: Round): Promise<void> {
  const { now, today } = round
  return step(round, async (db) => {
    const chainOf = await recipientsOfAll(db, today)
    const asked = await revisedSince(db, startOf(today))
    const digestsOf = new Set<string>()
    for (const { alertId, staffId, toldIn, messageId, ...student } of await endedInChats(db, since(today))) {
      if (chainOf(student).some((person) => person.staffId === staffId)) continue
      if (toldIn === 'digest') {
        await tellAlertBy(db, alertId, null)
        digestsOf.add(staffId)
      } else if (!asked.has(revisionId(messageId))) await reviseMessage(db, messageId, now)
    }
    await reviseDigests(db, round, digestsOf)
  })
}

/** Has all digests of some people made anew: an alert that came again in a later one may stand in an earlier one too. */
export async function reviseDigests(
  db: Database,
  { now, today }: Round,
  staffIds: ReadonlySet<string>,
): Promise<void> {
  if (staffIds.size === 0) return
  for (const { id, recipient } of await sentSince(db, digestKind, since(today)))
    if (recipient !== null && staffIds.has(recipient)) await reviseMessage(db, id, now)
}
