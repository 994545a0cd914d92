import { addDays, startOf } from '../../../data/domain/day'
import { unitPosts } from '../../../data/queries/unit-posts'
import { reviseMessage, revisionId } from '../../../data/records/outbox'
import { revisedSince, sentSince } from '../../../data/records/planned-messages'
import { parseWeeklyUnit } from '../messages/weekly-unit'
import { step, type Round } from './round'
import { weeklyCardKind } from './week-ids'

/** Older cards stay, in days. */
const longestAgo = 92

/**
 * Has the weekly cards of those who no longer hold the role that they came for taken back: a leader's names students. Each is
 * asked for once.
 */
export function takeBackWeeklyCards(round: Round): Promise<void> {
  const { now, today } = round
  return step(round, async (db) => {
    const since = startOf(addDays(today, -longestAgo))
    const posts = new Set((await unitPosts(db, today)).map((post) => keyOf(post.staffId, post)))
    const asked = await revisedSince(db, since)
    for (const { id, recipient, payload } of await sentSince(db, weeklyCardKind, since))
      if (!posts.has(keyOf(recipient, parseWeeklyUnit(payload))) && !asked.has(revisionId(id)))
        await reviseMessage(db, id, now)
  })
}

const keyOf = (
  staffId: string | null,
  { role, unit, level }: { role: string; unit: string | null; level: number | null },
): string => JSON.stringify([staffId, role, unit, level])
