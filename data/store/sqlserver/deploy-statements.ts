import { readFileSync } from 'node:fs'
import path from 'node:path'
import { packageRoot } from '../package-root'
import { statementsOf } from '../statements'

/** The statements of a file of deploy/sql: `database` comes before the migrations, `roles` after them. */
export function deployStatements(file: 'database' | 'roles'): string[] {
  const text = readFileSync(path.join(packageRoot(), 'deploy', 'sql', `${file}.sql`), 'utf8')
  return statementsOf(text.replaceAll('\r\n', '\n'))
}
