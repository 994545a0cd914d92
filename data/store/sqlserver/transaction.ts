import { Kysely } from 'kysely'
import {
  Transaction as MssqlTransaction,
  type ConnectionPool,
  type IColumnMetadata,
  type Request,
} from 'mssql'
import { z } from 'zod'
import { telling, tellingOfStatements, type Observe } from '../observe'
import type { Schema } from '../schema'
import { insertStaged } from '../staged'
import type { Transaction, TransactionOptions, Value } from '../store'
import { setActingStaff } from './acting-staff'
import { takeClaim } from './claim'
import { sqlServerDialect } from './dialect'
import { endedBy } from './ended-by'
import { takeLock } from './locks'
import { runQuery } from './requests'
import { repeating } from './retry'
import { bulkLoad, createStage, dropStage, rowsALoad, stageColumns } from './staging'

/**
 * Runs work in one transaction. After a passing fault all of it is done again where nothing had been done yet, or
 * where it is repeatable; never once the commit was sent, for then nobody knows whether it landed.
 */
export function inTransaction<T>(
  { connect, observe }: { connect: () => Promise<ConnectionPool>; observe: Observe | undefined },
  work: (tx: Transaction) => Promise<T>,
  options: TransactionOptions,
  signal?: AbortSignal,
): Promise<T> {
  let reached: 'start' | 'work' | 'commit' = 'start'
  return repeating(
    async () => {
      reached = 'start'
      const session = await telling(observe, 'begin', () => begin(connect, signal))
      try {
        const tx = transactionOver(session, observe)
        await setActingStaff(tx.db, options.actingStaff ?? null)
        if (options.alone !== undefined) await takeLock(tx.db, options.alone)
        reached = 'work'
        const result = await work(tx)
        if (options.actingStaff !== undefined) await setActingStaff(tx.db, null)
        reached = 'commit'
        await telling(observe, 'commit', () =>
          endedBy(signal, () => {
            const committing = session.transaction.commit()
            // A rollback while the commit is on its way would end the process.
            session.last = committing.catch(() => undefined)
            return committing
          }),
        )
        return result
      } catch (error) {
        const undone = undo(session)
        // Whoever waits must not wait for a server that no longer answers.
        if (signal?.aborted !== true) await undone
        throw error
      }
    },
    () => reached === 'start' || (reached === 'work' && options.repeatable === true),
    signal,
  )
}

const valuesOf = z.array(z.array(z.union([z.string(), z.number(), z.null()])))

/** A transaction begun, its requests one after the other. */
interface Session {
  transaction: MssqlTransaction
  request: () => Request
  /** Runs a request, until the store's signal ends. */
  send: <T>(request: Request, run: () => Promise<T>) => Promise<T>
  /** The request last sent, which may still be running after the wait for it was given up. */
  last: Promise<unknown>
}

async function begin(connect: () => Promise<ConnectionPool>, signal?: AbortSignal): Promise<Session> {
  const beginning = connect().then((pool) => new MssqlTransaction(pool).begin())
  const transaction = await endedBy(signal, () => beginning).catch((error: unknown) => {
    void beginning.then((late) => late.rollback()).catch(() => undefined)
    throw error
  })
  const session: Session = {
    transaction,
    request: () => transaction.request(),
    send: (request, run) =>
      endedBy(
        signal,
        () => {
          const running = run()
          session.last = running.catch(() => undefined)
          return running
        },
        () => request.cancel(),
      ),
    last: Promise.resolve(),
  }
  return session
}

/** Rolls back, as far as the server has not done so already. */
async function undo(session: Session): Promise<void> {
  await session.last
  await session.transaction.rollback().catch(() => undefined)
}

function transactionOver({ request, send }: Session, observe: Observe | undefined): Transaction {
  const db = new Kysely<Schema>({
    dialect: sqlServerDialect((query) => {
      const next = request()
      return send(next, () => runQuery(next, query))
    }),
    ...tellingOfStatements(observe),
  })
  const metadata = new Map<string, IColumnMetadata>()
  const append: Transaction['append'] = (stage, columns, rows) =>
    bulkLoad({ name: stage, metadata: metadata.get(stage) ?? {} }, columns, rows, (table) => {
      const next = request()
      return telling(observe, 'bulk', () => send(next, () => next.bulk(table)))
    })
  const stage: Transaction['stage'] = async (table, prefix = 'staged') => {
    const name = `#${prefix}_${table}`
    await createStage(db, table, name)
    const next = request()
    metadata.set(name, await send(next, () => stageColumns(next, name)))
    return name
  }
  return {
    db,
    // Bulk loads check no constraint of the table that they go into: what they bring goes through a temporary one.
    insert: async (table, columns, rows) => {
      const name = await stage(table, 'inserted')
      await append(name, columns, rows)
      await insertStaged(db, { table, stage: name, columns })
      await dropStage(db, name)
    },
    stage,
    append,
    appendBatches: async (stage, columns, batches) => {
      let rows: Value[][] = []
      for await (const { json } of batches) {
        rows = rows.concat(valuesOf.parse(JSON.parse(json)))
        if (rows.length < rowsALoad) continue
        await append(stage, columns, rows)
        rows = []
      }
      await append(stage, columns, rows)
    },
    dropStage: (stage) => dropStage(db, stage),
    claim: (claim) => takeClaim(db, claim),
  }
}
