import { grantDataProtection } from '../../data/domain/grant-reads'
import type { DataProtectionGrant } from '../../data/domain/read-grants'
import type { Access } from './access'

/** For who holds the data-protection role today, with its second key; undefined for everyone else. */
export function dataProtectionGrant({ staff, grants }: Access): DataProtectionGrant | undefined {
  return grants.some(({ role }) => role === 'data-protection')
    ? grantDataProtection(staff.staff_id)
    : undefined
}
