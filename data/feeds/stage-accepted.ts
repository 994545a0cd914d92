import type { Duck } from './duck'
import type { Schema } from '../store/schema'
import type { Target } from './feed'

/** Appends the rows of a DuckDB query to a new staging table like `table`. Gives its name. */
export async function stageAccepted(
  duck: Duck,
  { tx, tell }: Target,
  table: keyof Schema,
  columns: readonly string[],
  query: string,
): Promise<string> {
  const stage = await tx.stage(table)
  const [counted] = tell ? await duck.rows(`select count(*) as rows from (${query})`) : []
  let written = 0
  for await (const batch of duck.batches(query)) {
    await tx.append(stage, columns, batch)
    tell?.('writing', (written += batch.length), Number(counted?.rows))
  }
  tell?.('placing')
  return stage
}
