import { addDays, dayOf } from '../domain/day'
import type { Database } from '../store/store'

interface Removed {
  numDeletedRows: bigint
}

/** For so many days after somebody has left, cards may still be taken back from their chats. */
const takesBackFor = 92

/** What those who have left the staff chose. */
export async function choicesOfLeavers(db: Database): Promise<string[]> {
  const rows = await db
    .selectFrom('alert_choice')
    .where('staff_id', 'in', leavers(db))
    .select('staff_id as key')
    .execute()
  return rows.map(({ key }) => key)
}

export function removeChoices(db: Database, _before: string, keys: string[]): Promise<Removed> {
  return db
    .deleteFrom('alert_choice')
    .where('staff_id', 'in', keys)
    .where('staff_id', 'in', leavers(db))
    .executeTakeFirst()
}

/** Pauses that are over, and those of people who have left the staff. */
export async function pausesThatAreOver(db: Database, before: string): Promise<string[]> {
  const rows = await db
    .selectFrom('alert_preference')
    .where((eb) =>
      eb.or([eb('paused_until', '<=', dayOf(new Date(before))), eb('staff_id', 'in', leavers(db))]),
    )
    .select('staff_id as key')
    .execute()
  return rows.map(({ key }) => key)
}

export function removePauses(db: Database, before: string, keys: string[]): Promise<Removed> {
  return db
    .deleteFrom('alert_preference')
    .where('staff_id', 'in', keys)
    .where((eb) =>
      eb.or([eb('paused_until', '<=', dayOf(new Date(before))), eb('staff_id', 'in', leavers(db))]),
    )
    .executeTakeFirst()
}

/** The chats of people who left the staff so long ago that nothing is taken back from them any more. */
export async function chatsOfLeavers(db: Database, before: string): Promise<string[]> {
  const rows = await db
    .selectFrom('conversation_reference')
    .where('staff_id', 'in', leavers(db, lastTakenBack(before)))
    .select('conversation_id as key')
    .execute()
  return rows.map(({ key }) => key)
}

export function removeChats(db: Database, before: string, keys: string[]): Promise<Removed> {
  return db
    .deleteFrom('conversation_reference')
    .where('conversation_id', 'in', keys)
    .where('staff_id', 'in', leavers(db, lastTakenBack(before)))
    .executeTakeFirst()
}

const lastTakenBack = (before: string): string => addDays(dayOf(new Date(before)), -takesBackFor)

/** Those who have left, before a day where one is given. */
function leavers(db: Database, before?: string) {
  return db
    .selectFrom('staff')
    .where('staff.gone_on', 'is not', null)
    .$if(before !== undefined, (gone) => gone.where('staff.gone_on', '<', before ?? ''))
    .select('staff.staff_id')
}
