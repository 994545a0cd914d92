import { grantOperator } from '../../data/domain/grant-reads'
import type { OperatorGrant } from '../../data/domain/read-grants'

/** For who runs a command: the store's own login says that they may. Only bot/commands asks for it. */
export function operatorGrant(): OperatorGrant {
  return grantOperator()
}
