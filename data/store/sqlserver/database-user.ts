import type { RoleName } from '../role-grants'

/** A managed identity that is to have a role in the database. */
export interface DatabaseUser {
  role: RoleName
  /** What the user is to be called: the identity's name, by custom. */
  name: string
  /** The identity's client ID, a GUID. */
  clientId: string
}

/**
 * By which Azure SQL knows an application: the bytes of its client ID, the first three groups of which SQL Server keeps
 * the last byte first.
 */
export function sidOf(clientId: string): string {
  const groups = clientId.split('-')
  const bytes = groups.map((group, index) => (index < 3 ? reversed(group) : group))
  return `0x${bytes.join('').toUpperCase()}`
}

function reversed(hex: string): string {
  return (hex.match(/../gu) ?? []).reverse().join('')
}

/** A name as T-SQL writes it between brackets, whatever it holds. */
export function bracketed(name: string): string {
  return `[${name.replaceAll(']', ']]')}]`
}

/** Makes the user without looking it up in the directory, which the server could do only with rights of its own there. */
export function createUser({ name, clientId }: DatabaseUser): string {
  return `create user ${bracketed(name)} with default_schema = dbo, sid = ${sidOf(clientId)}, type = E`
}

export function addMember({ role, name }: DatabaseUser): string {
  return `alter role ${role} add member ${bracketed(name)}`
}
