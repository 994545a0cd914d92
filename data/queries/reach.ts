import type { Day } from '../domain/day'
import type { OperationsGrant, OperatorGrant } from '../domain/read-grants'
import { roles, type Role } from '../domain/role'
import type { Database, Store } from '../store/store'
import { isOwners } from './chat-owners'
import { inForce } from './in-force'

/** How many of those who hold a role can be told something unasked. */
export interface Reach {
  role: Role
  people: number
  /** In a private chat that takes messages. */
  reached: number
  /** They blocked the bot or removed the app. */
  blocked: number
  /** With whom there is no chat yet. */
  without: number
}

/** Whom messages reach, role by role; roles that nobody holds are left out. */
export function reachByRole(
  store: Store,
  grant: OperationsGrant | OperatorGrant,
  today: Day,
): Promise<Reach[]> {
  const read = (db: Database): Promise<Reach[]> => readReach(db, today)
  return 'staffId' in grant ? store.readAs(grant.staffId, read) : read(store.db)
}

async function readReach(db: Database, today: Day): Promise<Reach[]> {
  const holders = await db
    .selectFrom('assignment')
    .innerJoin('staff', 'staff.staff_id', 'assignment.staff_id')
    .where('staff.gone_on', 'is', null)
    .where(inForce(today))
    .select(['assignment.role', 'staff.staff_id'])
    .distinct()
    .execute()
  const chats = await db
    .selectFrom('conversation_reference')
    .innerJoin('staff', 'staff.staff_id', 'conversation_reference.staff_id')
    .where(isOwners())
    .select(['conversation_reference.staff_id', 'conversation_reference.blocked_at'])
    .execute()
  const open = new Set(chats.filter(({ blocked_at }) => blocked_at === null).map(({ staff_id }) => staff_id))
  const any = new Set(chats.map(({ staff_id }) => staff_id))
  return roles.flatMap((role) => {
    const people = holders.filter((holder) => holder.role === role).map(({ staff_id }) => staff_id)
    const reached = people.filter((id) => open.has(id)).length
    const without = people.filter((id) => !any.has(id)).length
    const blocked = people.length - reached - without
    return people.length === 0 ? [] : [{ role, people: people.length, reached, blocked, without }]
  })
}
