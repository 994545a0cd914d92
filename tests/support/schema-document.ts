import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Dialect, parse } from '@polyglot-sql/sdk'
import { sql } from 'kysely'
import ts from 'typescript'
import { z } from 'zod'
import type { Store } from '../../data/store/store'
import { repository } from './command'
import { migrationStatements } from './migration-statements'

interface Described {
  holds: string
  columns: Map<string, { what: string; nullable: boolean }>
}

interface ServerTable {
  columns: Map<string, string>
  indexes: string[]
}

/**
 * The schema document: what each table and column holds, by the comments of data/store/schema.ts; their SQLite types
 * and keys by the store that the migrations make; their SQL Server types and indexes by its migrations.
 */
export async function schemaDocument(store: Store): Promise<string> {
  const described = describedTables()
  const onServer = serverTables()
  const parts = [
    '# The engagement store',
    'Written by `npm run schema` from [schema.ts](schema.ts) and the [migrations](../migrations); a test compares it with both. Days are Europe/London dates, instants UTC, ranges half-open. On SQL Server, ids and codes are in a binary collation, names and other words in one that disregards case and accents.',
  ]
  for (const [table, { holds, columns }] of described) {
    const rows = [...columns].map(([column, { what }]) => [column, what])
    const facts = await sqliteFacts(store, table)
    const server = onServer.get(table) ?? { columns: new Map<string, string>(), indexes: [] }
    parts.push(
      `## ${table}`,
      holds,
      [
        '| column | holds | SQLite | SQL Server | |',
        '| --- | --- | --- | --- | --- |',
        ...rows.map(
          ([column = '', what = '']) =>
            `| \`${column}\` | ${what} | ${facts.get(column)?.type ?? 'MISSING'} | ${server.columns.get(column) ?? 'MISSING'} | ${facts.get(column)?.key ?? ''} |`,
        ),
      ].join('\n'),
    )
    if (server.indexes.length > 0) parts.push(`Indexes on SQL Server: ${server.indexes.join('; ')}.`)
  }
  return `${parts.join('\n\n')}\n`
}

/** Tables and columns with their comments, from the types that the product compiles against. */
export function describedTables(): Map<string, Described> {
  const file = path.join(repository, 'data', 'store', 'schema.ts')
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true)
  const interfaces = new Map(
    source.statements.filter(ts.isInterfaceDeclaration).map((each) => [each.name.text, each]),
  )
  const tables = new Map<string, Described>()
  for (const member of interfaces.get('Schema')?.members ?? []) {
    if (!ts.isPropertySignature(member) || !member.type || !ts.isTypeReferenceNode(member.type)) continue
    const declared = interfaces.get(member.type.getText())
    if (!declared) continue
    const columns = declared.members
      .filter(ts.isPropertySignature)
      .map((column): [string, { what: string; nullable: boolean }] => [
        column.name.getText(),
        { what: commentOf(column), nullable: /\bnull\b/u.test(column.type?.getText() ?? '') },
      ])
    tables.set(member.name.getText(), { holds: commentOf(declared), columns: new Map(columns) })
  }
  return tables
}

function commentOf(node: ts.Node): string {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc)
  return ts.getTextOfJSDocComment(comment?.comment) ?? ''
}

const columnRow = z.object({ name: z.string(), type: z.string(), notnull: z.number(), pk: z.number() })
const keyRow = z.object({ from: z.string(), table: z.string(), to: z.string() })

async function sqliteFacts(
  { db }: Store,
  table: string,
): Promise<Map<string, { type: string; key: string }>> {
  const columns = await sql`select * from pragma_table_info(${table})`.execute(db)
  const keys = await sql`select * from pragma_foreign_key_list(${table})`.execute(db)
  const references = new Map(
    keys.rows.map((row) => keyRow.parse(row)).map(({ from, table: to }) => [from, to]),
  )
  return new Map(
    columns.rows
      .map((row) => columnRow.parse(row))
      .map(({ name, type, notnull, pk }) => {
        const reference = references.get(name)
        const notes = [
          pk > 0 ? 'key' : '',
          notnull === 0 ? 'may be absent' : '',
          reference === undefined ? '' : `→ [${reference}](#${reference})`,
        ]
        return [name, { type: type.toLowerCase(), key: notes.filter((note) => note !== '').join(', ') }]
      }),
  )
}

const identifier = z.object({ name: z.string() })
const createTable = z.object({
  create_table: z.object({
    name: z.object({ name: identifier }),
    columns: z.array(
      z.object({
        name: identifier,
        data_type: z.object({ data_type: z.string(), name: z.string().optional() }),
        nullable: z.boolean().nullable(),
      }),
    ),
  }),
})
const createIndex = z.object({
  create_index: z.object({
    table: z.object({ name: identifier }),
    columns: z.array(z.object({ column: identifier })),
    where_clause: z.unknown(),
    clustered: z.string().nullish(),
  }),
})

/** A column that a migration adds to a table. */
const addedColumn = /^alter table (\w+) add (?!constraint)(\w+) ([^]+?) (?:not )?null/mu

/** The tables that the SQL Server migrations make, by the parsed statements, also those built up as text. */
function serverTables(): Map<string, ServerTable> {
  const tables = new Map<string, ServerTable>()
  const folder = path.join(repository, 'data', 'migrations')
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sqlserver.sql'))
    .sort()
  for (const statement of files.flatMap((file) =>
    migrationStatements(readFileSync(path.join(folder, file), 'utf8')),
  )) {
    const parsed = parse(statement, Dialect.TSQL)
    const [node] = parsed.success && Array.isArray(parsed.ast) ? (parsed.ast as unknown[]) : []
    const table = createTable.safeParse(node)
    if (table.success) {
      const { name, columns } = table.data.create_table
      tables.set(name.name.name, {
        columns: new Map(columns.map(({ name: column, data_type }) => [column.name, typeOf(data_type)])),
        indexes: [],
      })
    }
    const added = addedColumn.exec(statement)
    if (added) tables.get(added[1] ?? '')?.columns.set(added[2] ?? '', typeOf({ data_type: added[3] ?? '' }))
    const index = createIndex.safeParse(node)
    if (index.success) {
      const { table: on, columns, where_clause, clustered } = index.data.create_index
      const kind = clustered?.includes('COLUMNSTORE') === true ? 'columnstore ' : ''
      const list = columns.map(({ column }) => column.name).join(', ')
      tables.get(on.name.name)?.indexes.push(`${kind}${list}${where_clause == null ? '' : ' (filtered)'}`)
    }
  }
  return tables
}

function typeOf({ data_type, name }: { data_type: string; name?: string | undefined }): string {
  const type = name ?? (/^\w+$/u.test(data_type) ? data_type.replaceAll('_', '') : data_type)
  return type
    .replace(/ COLLATE Latin1_General_100_BIN2/iu, ' binary')
    .replace(/ COLLATE Latin1_General_CI_A[IS]/iu, '')
    .toLowerCase()
}
