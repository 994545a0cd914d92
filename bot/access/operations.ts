import { grantOperations } from '../../data/domain/grant-reads'
import type { OperationsGrant } from '../../data/domain/read-grants'
import type { Access } from './access'

/** For who holds the administrator's role today, with its second key; undefined for everyone else. */
export function operationsGrant({ staff, grants }: Access): OperationsGrant | undefined {
  return grants.some(({ role }) => role === 'administrator') ? grantOperations(staff.staff_id) : undefined
}
