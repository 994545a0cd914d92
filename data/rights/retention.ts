import type { OperatorGrant } from '../domain/read-grants'
import { recordAct } from '../records/access-trail'
import type { Store } from '../store/store'
import { register, registeredTables, type RegisteredTable } from './register'
import { retentionRules, type RemovedRows, type RetentionRule } from './retention-rules'

/** Rows of a table that are due, or were removed. */
export interface RetentionLine {
  table: string
  rows: number
  /** Rows from before this time. */
  before: string
}

/** A table whose personal columns no rule removes yet. */
export interface KeptTable {
  table: string
  /** How long they are to be kept. */
  period: string
}

export interface RetentionReport {
  due: RetentionLine[]
  kept: KeptTable[]
}

/** What is due for removal by the register, and what no rule removes yet. Changes nothing. */
export async function planRetention(
  store: Store,
  _grant: OperatorGrant,
  now: Date,
): Promise<RetentionReport> {
  return report(now, (rule, before) => rule.count(store, before))
}

/** Removes what is due, in transactions of bounded size, says what it was, and enters that into the access trail. */
export async function runRetention(store: Store, _grant: OperatorGrant, now: Date): Promise<RetentionReport> {
  const removed: Record<string, number> = {}
  const remove = async (rule: RetentionRule, before: string): Promise<RemovedRows> => {
    const rows = await rule.remove(store, before)
    for (const [table, count] of Object.entries(rows)) removed[table] = (removed[table] ?? 0) + count
    return rows
  }
  const done = await report(now, remove).catch(async (error: unknown) => {
    // What went before the failure is removed. A trail that is broken takes no entry, and the failure says so.
    await recordRun(store, removed, now).catch(() => undefined)
    throw error
  })
  await recordRun(store, removed, now)
  return done
}

/** Who ran it is not known: a name of the operating system's is personal, and proves nobody. */
async function recordRun(store: Store, rows: Readonly<Record<string, number>>, now: Date): Promise<void> {
  const removed = Object.fromEntries(Object.entries(rows).filter(([, count]) => count > 0))
  if (Object.keys(removed).length === 0) return
  const question = JSON.stringify({ intent: 'retention', asOf: now.toISOString(), removed })
  await recordAct(store, { intent: 'retention', question })
}

async function report(
  now: Date,
  work: (rule: RetentionRule, before: string) => Promise<RemovedRows>,
): Promise<RetentionReport> {
  const due = new Map<string, RetentionLine>()
  for (const rule of retentionRules) {
    const before = cutOff(now, yearsOf(rule.table))
    for (const [table, rows] of Object.entries(await work(rule, before))) {
      due.set(table, { table, rows: rows + (due.get(table)?.rows ?? 0), before })
    }
  }
  return {
    due: [...due.values()],
    kept: keptTables(new Set([...due.keys(), ...retentionRules.flatMap(({ along = [] }) => along)])),
  }
}

/** How many years a table's rows are kept; 0 where they end by themselves. */
function yearsOf(table: keyof typeof register): number {
  const entry: RegisteredTable<string> = register[table]
  return Math.max(0, ...entry.personal.map(({ retention }) => retention.years ?? 0))
}

function cutOff(now: Date, years: number): string {
  const before = new Date(now)
  before.setUTCFullYear(now.getUTCFullYear() - years)
  return before.toISOString()
}

function keptTables(ruled: ReadonlySet<string>): KeptTable[] {
  return registeredTables()
    .filter(([table, { personal }]) => personal.length > 0 && !ruled.has(table))
    .map(([table, { personal }]) => ({
      table,
      period: [...new Set(personal.map(({ retention }) => retention.words))].join('; '),
    }))
}
