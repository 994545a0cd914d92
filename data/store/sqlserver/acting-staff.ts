import { sql } from 'kysely'
import type { Database } from '../store'

/**
 * Puts the acting staff member's ID, or nobody's, into the connection's session context, where the server's audit and
 * its policies can read it: `session_context(N'staff_id')`. A pooled connection keeps it until it is set anew: every
 * transaction does so at its start, and {@link asNobody} before each statement outside one.
 */
export async function setActingStaff(db: Database, staffId: string | null): Promise<void> {
  await sql`exec sp_set_session_context @key = N'staff_id', @value = ${staffId}`.execute(db)
}

/** The same statement on nobody's behalf, on whatever connection it may run. */
export function asNobody<Query extends { sql: string }>(query: Query): Query {
  return { ...query, sql: `exec sp_set_session_context @key = N'staff_id', @value = null; ${query.sql}` }
}
