import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Day } from '../domain/day'
import { wrongDataKinds, type WrongDataKind } from '../domain/wrong-data'
import { inForce } from '../queries/in-force'
import type { Database } from '../store/store'
import { putMessage, reviseMessage, revisionId } from './outbox'

/** Kinds of messages to those who run the product. None says anything of a student. */
export const feedTroubleKind = 'feed-trouble'
export const deliveryTroubleKind = 'delivery-trouble'
export const wrongDataKind = 'wrong-data'

/** One trouble, for one administrator. */
export interface Trouble {
  kind: typeof feedTroubleKind | typeof deliveryTroubleKind
  /** What is in trouble: a feed, or all deliveries. */
  about: string
  recipient: string
}

const payload = z.object({ about: z.string() })

/** Reads from its message what is in trouble. */
export function troubleIn(text: string): string {
  return payload.parse(JSON.parse(text)).about
}

/**
 * Has an administrator told that something is in trouble, once, until it is well again: what was told is put right then, and
 * the next trouble is another.
 */
export async function noteTrouble(
  db: Database,
  { kind, about, recipient }: Trouble,
  { isWell, at }: { isWell: boolean; at: Date },
): Promise<void> {
  const prefix = `${kind}:${about}:`
  const ending = `:${hashOf(recipient).slice(0, 10)}`
  const told = await db
    .selectFrom('outbox')
    .select('id')
    .where('kind', '=', kind)
    .where('recipient', '=', recipient)
    .where('id', '>=', prefix)
    .where('id', '<', `${kind}:${about};`)
    .execute()
  const last = await lastOf(db, `${prefix}${String(told.length).padStart(6, '0')}${ending}`)
  if (isWell && last.isOpen) await reviseMessage(db, last.id, at)
  if (isWell || last.isOpen) return
  const id = `${prefix}${String(told.length + 1).padStart(6, '0')}${ending}`
  await putMessage(db, { id, kind, payload: { about }, recipient, dueAt: at })
}

/** A trouble is over once its message was asked to be put right. */
async function lastOf(db: Database, id: string): Promise<{ id: string; isOpen: boolean }> {
  const rows = await db
    .selectFrom('outbox')
    .select('id')
    .where('id', 'in', [id, revisionId(id)])
    .execute()
  return { id, isOpen: rows.length === 1 && rows[0]?.id === id }
}

/** What a report of wrong data holds; one of an earlier version does not say what is wrong. */
export const wrongData = z.object({ alert: z.string(), what: z.enum(wrongDataKinds).optional() })

/** Somebody says that an alert rests on wrong data. */
export interface WrongDataReport {
  alertId: string
  what: WrongDataKind
  at: Date
  /** The day by which it is known who is an administrator. */
  today: Day
}

/**
 * Has the administrators told that somebody reported wrong data, in the transaction that keeps the report. They learn what is
 * wrong, of which rule and programme and who says so, never of which student.
 */
export async function reportWrongData(
  db: Database,
  { alertId, what, at, today }: WrongDataReport,
): Promise<void> {
  const administrators = await db
    .selectFrom('assignment')
    .innerJoin('staff', 'staff.staff_id', 'assignment.staff_id')
    .where('staff.gone_on', 'is', null)
    .where('assignment.role', '=', 'administrator')
    .where(inForce(today))
    .select('staff.staff_id')
    .distinct()
    .execute()
  for (const { staff_id: recipient } of administrators) {
    const id = `${wrongDataKind}:${hashOf(`${alertId} ${at.toISOString()} ${recipient}`).slice(0, 32)}`
    await putMessage(db, { id, kind: wrongDataKind, payload: { alert: alertId, what }, recipient, dueAt: at })
  }
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')
