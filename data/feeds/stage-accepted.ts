import type { JS } from '@duckdb/node-api'
import type { Value } from '../store/store'
import type { Duck } from './duck'
import type { Target } from './feed'

/** Appends the rows of a DuckDB query to a new staging table like `table`. Gives its name. */
export async function stageAccepted(
  duck: Duck,
  { store, tx }: Target,
  table: string,
  columns: readonly string[],
  query: string,
): Promise<string> {
  const stage = await store.stage(tx, table)
  for await (const batch of duck.batches(query)) store.append(stage, columns, batch.map((row) => row.map(toValue)))
  return stage
}

function toValue(value: JS): Value {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value
  if (typeof value === 'bigint') return Number(value)
  throw new TypeError('A feed may store only text and numbers.')
}
