import { sql, type SqlBool } from 'kysely'

/** Of a contact's versions the one that stands. */
export const isNewestVersion = sql<SqlBool>`contact_version.version = (
  select max(newer.version) from contact_version as newer where newer.contact_id = contact_version.contact_id)`
