import { Kysely, sql, type CompiledQuery } from 'kysely'
import { ConnectionPool } from 'mssql'
import { tellingOfStatements, type Observe } from '../observe'
import type { Schema } from '../schema'
import type { Database, Given, Store } from '../store'
import { asNobody } from './acting-staff'
import { adviceOn } from './advice'
import { connectionSettings, type Timeouts } from './connection-settings'
import { sqlServerDialect, type Sent } from './dialect'
import { endedBy } from './ended-by'
import { NeverConnected } from './faults'
import { takeLock } from './locks'
import { runQuery } from './requests'
import { repeating } from './retry'
import { rightsOn } from './rights'
import { inTransaction } from './transaction'

/**
 * Opens the store on SQL Server, Azure SQL or another server that speaks their protocol. Connects at the first
 * statement, and anew whenever the server had gone away.
 *
 * @throws EngagementError `configuration` when the text names no usable connection
 */
export function openSqlServer(database: string, timeouts: Timeouts, given: Given, observe?: Observe): Store {
  const pool = new ConnectionPool(connectionSettings(database, timeouts))
  // Each failure reaches the one who waits for it; unheard, this event would end the process.
  pool.on('error', () => undefined)
  let connecting: Promise<ConnectionPool> | undefined
  const connect: Connect = () => {
    // Once it stands, the pool makes its connections anew by itself.
    connecting ??= pool.connect().catch((cause: unknown) => {
      connecting = undefined
      throw new NeverConnected(cause)
    })
    return connecting
  }
  const close = async (): Promise<void> => {
    await connecting?.catch(() => undefined)
    await pool.close()
  }
  return storeOver({ connect, close, given, observe })
}

type Connect = () => Promise<ConnectionPool>

interface Connection {
  connect: Connect
  close: () => Promise<void>
  given: Given
  observe: Observe | undefined
}

function storeOver(connection: Connection, signal?: AbortSignal): Store {
  const { connect, close, given, observe } = connection
  const db = new Kysely<Schema>({
    dialect: sqlServerDialect((query) =>
      repeating(
        () => readAsNobody(connect, query, signal),
        () => query.query.kind === 'SelectQueryNode',
        signal,
      ),
    ),
    ...tellingOfStatements(observe),
  })
  return {
    engine: 'sqlserver',
    ...given,
    db,
    transaction: (work, options = {}) => inTransaction(connection, work, options, signal),
    readAs: (actingStaff, read) =>
      inTransaction(connection, (tx) => read(tx.db), { actingStaff, repeatable: true }, signal),
    hasTable,
    takeTurn: takeLock,
    advice: () => adviceOn(db),
    rights: () => rightsOn(db),
    until: (ending) => storeOver(connection, ending),
    close,
  }
}

async function readAsNobody(connect: Connect, query: CompiledQuery, signal?: AbortSignal): Promise<Sent> {
  const pool = await endedBy(signal, connect)
  const request = pool.request()
  return endedBy(
    signal,
    () => runQuery(request, asNobody(query)),
    () => request.cancel(),
  )
}

async function hasTable(db: Database, name: string): Promise<boolean> {
  const id = sql<number | null>`object_id(${name}, N'U')`
  const found = await db.selectNoFrom(id.as('id')).executeTakeFirst()
  return found?.id != null
}
