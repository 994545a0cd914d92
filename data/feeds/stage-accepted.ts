import type { Schema } from '../store/schema'
import type { Duck } from './duck'
import type { Target } from './feed'

/** Appends the rows of a DuckDB query to a new staging table like `table`. Gives its name. */
export async function stageAccepted(
  duck: Duck,
  { tx }: Target,
  table: keyof Schema,
  columns: readonly string[],
  query: string,
): Promise<string> {
  const stage = await tx.stage(table)
  await tx.appendBatches(stage, columns, duck.batches(query, columns))
  return stage
}
