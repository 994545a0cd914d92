import type { Duck } from './duck'
import type { Schema } from '../store/schema'
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
  for await (const batch of duck.batches(query)) await tx.append(stage, columns, batch)
  return stage
}
