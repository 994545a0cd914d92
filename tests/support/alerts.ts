import { randomUUID } from 'node:crypto'
import type { AlertAct, AlertRule, AlertState, EpisodeState } from '../../data/domain/alert'
import type { Role } from '../../data/domain/role'
import type { Store } from '../../data/store/store'

// Rows that the rules, the delivery and the chat would write, for tests of what is planned from them.

interface Episode {
  student: string
  rule?: AlertRule
  level?: number
  openedOn?: string
  /** The day on which it was opened, unless it is said. */
  since?: string
  state?: EpisodeState
  programme?: string
  reason?: string
}

/** An episode, open since 23 November unless it is said otherwise; gives its ID. */
export async function episode(
  { db }: Store,
  { student, rule = 'newly-low', level = 2, openedOn = '2026-11-23', state = 'open', ...given }: Episode,
): Promise<string> {
  const episode_id = randomUUID()
  await db
    .insertInto('alert_episode')
    .values({
      episode_id,
      student_id: student,
      rule_code: rule,
      programme_code: given.programme ?? 'CSC',
      opened_on: openedOn,
      data_to: openedOn,
      since: given.since ?? openedOn,
      level,
      reason: given.reason ?? 'Low engagement for the first time this term',
      facts: JSON.stringify({ opened: { dataTo: openedOn, by: 'test' } }),
      state,
      last_change: state === 'open' ? 'opened' : state,
      changed_on: openedOn,
      checked_at: `${openedOn}T06:00:00.000Z`,
    })
    .execute()
  return episode_id
}

/** An episode closes, turns out never to have been, becomes worse, or is open again. */
export async function changeEpisode(
  { db }: Store,
  episode_id: string,
  change: 'closed' | 'corrected' | 'worsened' | 'reopened',
  at: Date,
): Promise<void> {
  await db
    .updateTable('alert_episode')
    .set({
      ...(change === 'worsened' ? { level: 3 } : { state: change === 'reopened' ? 'open' : change }),
      last_change: change === 'reopened' ? 'opened' : change,
      changed_on: at.toISOString().slice(0, 10),
      checked_at: at.toISOString(),
    })
    .where('episode_id', '=', episode_id)
    .execute()
}

/** The first evaluation of the rules, on a day. */
export async function evaluatedOn({ db }: Store, day: string): Promise<void> {
  await db
    .insertInto('alert_evaluation')
    .values({
      evaluation_id: randomUUID(),
      evaluated_at: `${day}T06:00:00.000Z`,
      evaluated_on: day,
      load_id: 1,
      scored_at: null,
      opened: 0,
      closed: 0,
      corrected: 0,
    })
    .execute()
}

interface Post {
  role: Role
  student?: string
  unit?: string
  level?: number
  from?: string
  to?: string
}

/** Somebody on the staff, with roles. */
export async function staffMember({ db }: Store, staff_id: string, ...posts: Post[]): Promise<void> {
  const known = await db.selectFrom('staff').select('staff_id').where('staff_id', '=', staff_id).execute()
  if (known.length === 0)
    await db
      .insertInto('staff')
      .values({
        staff_id,
        given_name: 'Sam',
        family_name: staff_id,
        email: `${staff_id}@university.example`,
        entra_object_id: null,
        gone_on: null,
      })
      .execute()
  for (const { role, student, unit, level, from = '2026-09-21', to } of posts)
    await db
      .insertInto('assignment')
      .values({
        row_key: randomUUID(),
        staff_id,
        role,
        scope_code: unit ?? null,
        level: level ?? null,
        student_id: student ?? null,
        start_date: from,
        end_date: to ?? null,
        gone_on: null,
      })
      .execute()
}

/** Sends what is due, as the delivery would, to everybody who can be reached; to the others it is given up. */
export async function deliver(
  { db }: Store,
  at: Date,
  reaches: (staffId: string) => boolean = () => true,
): Promise<void> {
  const due = await db
    .selectFrom('outbox')
    .selectAll()
    .where('done_at', 'is', null)
    .where('due_at', '<=', at.toISOString())
    .execute()
  for (const { id, recipient, kind } of due) {
    const isSent = kind === 'revision' || reaches(recipient ?? '')
    const outcome = kind === 'revision' ? 'revised' : isSent ? 'sent' : 'failed'
    await db
      .updateTable('outbox')
      .set({ done_at: at.toISOString(), attempts: 1, outcome })
      .where('id', '=', id)
      .execute()
    if (kind === 'revision' || kind === 'weekly-card') continue
    const state: AlertState = isSent ? 'told' : 'undelivered'
    await db
      .updateTable('alert')
      .set((eb) => ({
        state,
        told_at: isSent ? eb.fn.coalesce('told_at', eb.val(at.toISOString())) : eb.ref('told_at'),
      }))
      .where('message_id', '=', id)
      .where('state', 'in', ['waiting', 'told'])
      .execute()
  }
}

interface Acted {
  alert: string
  staff: string
  act: AlertAct
  at: Date
  until?: string
}

/** Somebody does something with an alert. */
export async function actOn({ db }: Store, { alert, staff, act, at, until }: Acted): Promise<void> {
  await db
    .insertInto('alert_act')
    .values({
      act_id: randomUUID(),
      alert_id: alert,
      staff_id: staff,
      act,
      acted_at: at.toISOString(),
      known_reason: act === 'known-reason' ? 'placement' : null,
      until_date: until ?? null,
      to_staff: null,
    })
    .execute()
  await db
    .updateTable('alert')
    .set((eb) => ({ opened_at: eb.fn.coalesce('opened_at', eb.val(at.toISOString())) }))
    .where('alert_id', '=', alert)
    .execute()
}

/** How a person wants their alerts. */
export async function choose(
  { db }: Store,
  staff_id: string,
  { off = [], frequency = 'each' }: { off?: readonly string[]; frequency?: 'each' | 'digest' },
): Promise<void> {
  await db.deleteFrom('alert_choice').where('staff_id', '=', staff_id).execute()
  await db
    .insertInto('alert_choice')
    .values({ staff_id, frequency, rules_off: JSON.stringify(off), changed_at: '2026-11-01T00:00:00.000Z' })
    .execute()
}

/** All alerts, the oldest first, with the rules that they are about. */
export async function alertsIn({ db }: Store) {
  const alerts = await db.selectFrom('alert').selectAll().orderBy('made_at').orderBy('alert_id').execute()
  const reasons = await db.selectFrom('alert_reason').selectAll().execute()
  return alerts.map((alert) => ({
    ...alert,
    episodes: reasons
      .filter(({ alert_id }) => alert_id === alert.alert_id)
      .map(({ episode_id }) => episode_id),
  }))
}

/** All messages but the weekly cards, by when they are due. */
export function messagesIn({ db }: Store) {
  return db
    .selectFrom('outbox')
    .selectAll()
    .where('kind', '<>', 'weekly-card')
    .orderBy('due_at')
    .orderBy('id')
    .execute()
}

/** Takes every alert out of the store, and all that is about one. */
export async function withoutAlerts({ db }: Store): Promise<void> {
  for (const table of ['alert_act', 'alert_reason', 'alert', 'alert_episode', 'outbox'] as const)
    await db.deleteFrom(table).execute()
}
