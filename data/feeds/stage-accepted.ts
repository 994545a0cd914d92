import type { Schema } from '../store/schema'
import type { RowBatch } from '../store/store'
import type { Duck } from './duck'
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
  const batches = duck.batches(query, columns)
  if (!tell) await tx.appendBatches(stage, columns, batches)
  else {
    const [counted] = await duck.rows(`select count(*) as rows from (${query})`)
    await tx.appendBatches(stage, columns, telling(batches, tell, Number(counted?.rows)))
    tell('placing')
  }
  return stage
}

async function* telling(
  batches: AsyncIterable<RowBatch>,
  tell: NonNullable<Target['tell']>,
  all: number,
): AsyncIterable<RowBatch> {
  let written = 0
  for await (const batch of batches) {
    yield batch
    tell('writing', (written += batch.rows), all)
  }
}
