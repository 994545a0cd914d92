import type { DataProtectionGrant, OperationsGrant, OperatorGrant } from './read-grants'

/** Makes an operator's grant. Importing this file is a privilege of bot/access, which the architecture rules keep. */
export function grantOperator(): OperatorGrant {
  return { operator: 'command-line' } as OperatorGrant
}

/** Makes a grant of the data-protection role, under the same privilege. */
export function grantDataProtection(staffId: string): DataProtectionGrant {
  return { staffId } as DataProtectionGrant
}

/** Makes a grant of the administrator's role, under the same privilege. */
export function grantOperations(staffId: string): OperationsGrant {
  return { staffId } as OperationsGrant
}
