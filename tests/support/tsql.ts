import { Dialect, init, parse } from '@polyglot-sql/sdk'

/** Parts of other dialects that the parser takes for convenience and SQL Server refuses. */
const foreign: ReadonlySet<string> = new Set([
  'limit',
  'returning',
  'on_conflict',
  'conflict_action',
  'is_replace',
  'temporary',
  'glob',
  'pragma',
  'boolean',
  'is',
  'tuple',
  'filter',
  'double_colon_syntax',
  'concat',
])

const aggregates: ReadonlySet<string> = new Set(['sum', 'count', 'min', 'max', 'avg'])

/** What is wrong with a statement as T-SQL; empty where nothing is. The parser must be {@link startParser started}. */
export function tsqlFaults(statement: string): string[] {
  // The parser does not know hints on the table that an UPDATE changes; it knows them everywhere else.
  const known = statement.replace(/^(\s*update \S+) with \([\w, ]+\)/iu, '$1')
  const { success, error, ast } = parse(known, Dialect.TSQL)
  if (!success) return [error]
  return [...faultsIn(ast, undefined)]
}

export async function startParser(): Promise<void> {
  await init()
}

function* faultsIn(node: unknown, inside: string | undefined): Generator<string> {
  if (typeof node !== 'object' || node === null) return
  for (const [key, value] of Object.entries(node)) {
    if (value === null || value === false || (Array.isArray(value) && value.length === 0)) continue
    if (foreign.has(key)) yield `has ${key}`
    if (key === 'select' && inside !== undefined) yield `has a subquery inside ${inside}`
    yield* faultsIn(value, aggregates.has(key) ? key : inside)
  }
}
