import { dayOf } from '../../data/domain/day'
import type { Staff } from '../../data/queries/staff'
import type { RememberedChat } from '../../data/records/chat'
import { accessOf, type Access } from '../access/access'
import type { Delivery } from './delivery'

/** How long the app roles of a sign-in count for being told something, in milliseconds. */
const rolesCount = 30 * 86_400_000

/**
 * What somebody may see at the moment of telling them: their assignments of today, with the app roles of their last sign-in
 * in whichever chat, while those are not too old. An assignment alone opens no wide role.
 *
 * @param chats theirs, the one that they last wrote in first
 */
export function accessOfRecipient(
  { store, clock, sendingTime }: Pick<Delivery, 'store' | 'clock' | 'sendingTime'>,
  person: Staff,
  chats: readonly RememberedChat[],
): Promise<Access> {
  const [newest] = chats
  const isOld = !newest || sendingTime().getTime() - newest.seenAt.getTime() > rolesCount
  return accessOf(store, person, isOld ? [] : newest.appRoles, dayOf(clock()))
}
