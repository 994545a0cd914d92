import type { Scope, ScopeFields } from './scope'

/** Makes a scope. Importing this file is a privilege of bot/access, which the architecture rules keep. */
export function grantScope(fields: ScopeFields): Scope {
  return fields as Scope
}
