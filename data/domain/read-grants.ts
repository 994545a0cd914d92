declare const granted: unique symbol

/** Leave to read the access trail and its alerts as an operator of the command line. Only bot/access makes one. */
export interface OperatorGrant {
  readonly operator: 'command-line'
  readonly [granted]: 'operator'
}

/** Leave of one holder of the data-protection role to read alerts about looks. Only bot/access makes one. */
export interface DataProtectionGrant {
  readonly staffId: string
  readonly [granted]: 'data-protection'
}

/** Leave of one administrator to read how deliveries go, which says nothing of any student. Only bot/access makes one. */
export interface OperationsGrant {
  readonly staffId: string
  readonly [granted]: 'operations'
}
