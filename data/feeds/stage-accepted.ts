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
  for await (const batch of duck.batches(query)) store.append(stage, columns, batch)
  return stage
}
