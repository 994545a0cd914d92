import { sql } from 'kysely'
import type { Column } from './column'
import { identifier } from './duck'
import type { Feed, Rule, Target } from './feed'
import { stageAccepted } from './stage-accepted'

interface SnapshotDefinition {
  name: string
  table: string
  columns: Record<string, Column>
  /** Columns of the natural key. One column is the table's own key; several make its `row_key`. */
  key: readonly string[]
  rules?: readonly Rule[]
}

/**
 * A feed that is a whole snapshot: rows are inserted or updated by key, and rows of the store that the snapshot no
 * longer holds get `gone_on`, the day of the load. They stay, so that nothing is lost to a bad snapshot.
 */
export function snapshotFeed({ name, table, columns, key, rules = [] }: SnapshotDefinition): Feed {
  const single = key.length === 1
  const keyColumn = single ? (key[0] ?? 'row_key') : 'row_key'
  const names = single ? Object.keys(columns) : ['row_key', ...Object.keys(columns)]
  const select = Object.entries(columns).map(
    ([column, { stored }]) => `${stored(identifier(column))} as ${column}`,
  )
  const rowKey = `concat_ws('|', ${key.map((column) => `coalesce(cast(${column} as varchar), '')`).join(', ')})`
  const query = `select ${[...(single ? [] : [`${rowKey} as row_key`]), ...select].join(', ')} from accepted`

  return {
    name,
    kind: 'snapshot',
    columns,
    key,
    rules,
    write: async (duck, target) => {
      const stage = await stageAccepted(duck, target, table, names, query)
      await replace(target, table, stage, names, keyColumn)
      await target.store.dropStage(target.tx, stage)
      return undefined
    },
  }
}

async function replace(
  { tx, today }: Target,
  table: string,
  stage: string,
  columns: readonly string[],
  key: string,
): Promise<void> {
  const target = sql.table(table)
  const staged = sql.table(stage)
  const same = sql`${staged}.${sql.ref(key)} = ${target}.${sql.ref(key)}`
  const list = sql.join(columns.map((column) => sql.ref(column)))
  const changes = columns.map((column) => sql`${sql.ref(column)} = ${staged}.${sql.ref(column)}`)
  await sql`update ${target} set ${sql.join(changes)}, gone_on = null from ${staged} where ${same}`.execute(
    tx,
  )
  await sql`insert into ${target} (${list}) select ${list} from ${staged} where not exists (select 1 from ${target} where ${same})`.execute(
    tx,
  )
  await sql`update ${target} set gone_on = ${today} where gone_on is null and not exists (select 1 from ${staged} where ${same})`.execute(
    tx,
  )
}
