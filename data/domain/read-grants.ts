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
