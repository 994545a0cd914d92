import { addDays, dayOf } from '../domain/day'
import type { Database } from '../store/store'
import { reviseMessage, revisionId } from './outbox'

/** Cards of alerts that were over for so many days stay as they were. */
const agedDays = 14

/** For so long somebody may fill in a form, or read an alert of a digest, in the place of their card, in milliseconds. */
const placeHeld = 15 * 60_000

/** Who did something, and when it is due to be told. */
export interface Doing {
  by: string
  due: Date
  /** Whether a form is now in the place of the card of who did it. */
  isInForm?: boolean
}

/**
 * Has the cards about a student put right in every chat in which one lies, since somebody did something. Where somebody has
 * a form open in the place of theirs, theirs waits: what they type is not to be lost. So does their digest, in the place of
 * which they have opened the alert: it would come back under their eyes.
 */
export async function reviseAlertsAbout(
  db: Database,
  studentId: string,
  { by, due, isInForm = false }: Doing,
): Promise<void> {
  await reviseCardsOfOthers(db, studentId, { by, due })
  for (const { messageId, staffId, toldIn } of await messagesAbout(db, studentId, due))
    if (staffId === by)
      await reviseMessage(db, messageId, isInForm || toldIn === 'digest' ? heldUntil(due) : due)
}

/** The same for everybody's but those of who did something. */
export async function reviseCardsOfOthers(
  db: Database,
  studentId: string,
  { by, due }: Omit<Doing, 'isInForm'>,
): Promise<void> {
  for (const { messageId, staffId } of await messagesAbout(db, studentId, due))
    if (staffId !== by && !(await isHeld(db, messageId, due))) await reviseMessage(db, messageId, due)
}

/** Keeps the card of an alert, or its digest, from being put right while its holder uses what stands in its place. */
export async function holdCard(db: Database, messageId: string | null, due: Date): Promise<void> {
  if (messageId !== null) await reviseMessage(db, messageId, heldUntil(due))
}

const heldUntil = (due: Date): Date => new Date(due.getTime() + placeHeld)

async function isHeld(db: Database, messageId: string, due: Date): Promise<boolean> {
  const waiting = await db
    .selectFrom('outbox')
    .select('id')
    .where('id', '=', revisionId(messageId))
    .where('done_at', 'is', null)
    .where('due_at', '>', due.toISOString())
    .executeTakeFirst()
  return waiting !== undefined
}

/** A digest tells several alerts by one message. */
async function messagesAbout(
  db: Database,
  studentId: string,
  at: Date,
): Promise<{ messageId: string; staffId: string; toldIn: 'card' | 'digest' }[]> {
  const aged = `${addDays(dayOf(at), -agedDays)}T00:00:00.000Z`
  const rows = await db
    .selectFrom('alert')
    .select(['alert.message_id', 'alert.staff_id', 'alert.told_in'])
    .where('alert.student_id', '=', studentId)
    .where('alert.message_id', 'is not', null)
    .where('alert.state', 'in', ['told', 'closed'])
    .where((eb) => eb.or([eb('alert.ended_at', 'is', null), eb('alert.ended_at', '>', aged)]))
    .execute()
  return [...new Map(rows.map((row) => [row.message_id, row])).values()].flatMap(
    ({ message_id: messageId, staff_id: staffId, told_in: toldIn }) =>
      messageId === null ? [] : [{ messageId, staffId, toldIn }],
  )
}
