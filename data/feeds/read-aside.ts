import { statSync } from 'node:fs'
import path from 'node:path'
import { EngagementError } from '../domain/errors'
import { identifier, openDuck, type Row } from './duck'
import type { Feed } from './feed'
import { placeOf } from './open-table'
import { collectRejects } from './rejects'
import { fileSource } from './source'
import { stageRows } from './stage-rows'

/** What a file that is read aside holds: columns, and which of them name a row. */
export type AsideFile = Pick<Feed, 'name' | 'columns' | 'key'>

/**
 * Reads the rows of a file that is used once and never stored; of rows with the same key the last. In its place a
 * directory, or `studentInfo.csv`, of the Open University Learning Analytics Dataset may be named.
 *
 * @param ouladSql SQL that gives the file's columns as text from such a directory
 * @throws EngagementError when the file cannot be read, or at its first row with a wrong value
 */
export async function readAside(
  aside: AsideFile,
  file: string,
  ouladSql: (directory: string) => Promise<string>,
): Promise<Row[]> {
  const feed: Feed = {
    ...aside,
    kind: 'snapshot',
    rules: [],
    write: () => Promise.reject(new Error(`${aside.name} are not stored.`)),
  }
  const duck = await openDuck()
  try {
    await duck.run('create table known (reference varchar, key varchar, id varchar)')
    const directory = ouladDirectory(file)
    if (directory === undefined) {
      const source = await fileSource(feed, [file])
      await stageRows(duck, feed, source)
      const { rejects } = await collectRejects(duck, source)
      const [reject] = rejects
      if (reject)
        throw new EngagementError(
          'feed-unreadable',
          `${reject.file}, ${placeOf(reject.file)} ${reject.line}: ${reject.reason}.`,
        )
    } else {
      const rows = `select 0 as file, row_number() over () as record, * from (${await ouladSql(directory)})`
      await stageRows(duck, feed, { sql: rows })
    }
    const columns = Object.entries(feed.columns).map(
      ([name, { stored }]) => `${stored(identifier(name))} as ${identifier(name)}`,
    )
    return await duck.rows(`select ${columns.join(', ')} from accepted`)
  } finally {
    duck.close()
  }
}

function ouladDirectory(file: string): string | undefined {
  if (path.basename(file) === 'studentInfo.csv') return path.dirname(file)
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() ? file : undefined
}
