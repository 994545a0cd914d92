import path from 'node:path'
import { EngagementError } from '../domain/errors'
import { identifier, openDuck } from './duck'
import type { Feed } from './feed'
import type { TextTable } from './text-table'

const written = String.raw`^\s*(\d{1,2})([/.-])(\d{1,2})[/.-](\d{4})(.*)$`

const part = (text: string, group: number): string => `regexp_extract(${text}, '${written}', ${group})`

/** SQL that writes a text such as `31/10/2026 9:05` as `2026-10-31 09:05`; any other stays as it is. */
export function dayFirst(text: string): string {
  const time = String.raw`regexp_replace(${part(text, 5)}, '^([T ])(\d):', '\10\2:')`
  return `case when regexp_matches(${text}, '${written}')
    then ${part(text, 4)} || '-' || lpad(${part(text, 3)}, 2, '0') || '-' || lpad(${part(text, 1)}, 2, '0') || ${time}
    else ${text} end`
}

/**
 * Refuses a file in which a date can only have the month first: then 03/04/2026 means another day than was said.
 *
 * @throws EngagementError `feed-unreadable`
 */
export async function refuseMonthFirst(feed: Feed, table: TextTable): Promise<void> {
  const dates = Object.keys(feed.columns).filter((name) => feed.columns[name]?.isDate)
  if (dates.length === 0) return
  const wrong = dates.map((name) => {
    const text = identifier(name)
    return `(try_cast(${part(text, 1)} as integer) <= 12 and try_cast(${part(text, 3)} as integer) between 13 and 31)`
  })
  const duck = await openDuck()
  try {
    const [found] = await duck.rows(
      `select cast(count(*) as integer) as wrong from (${table.rows(dates)}) where ${wrong.join(' or ')}`,
    )
    if (!found?.wrong) return
  } catch {
    // What cannot be read is told when the file is loaded.
    return
  } finally {
    duck.close()
  }
  throw new EngagementError(
    'feed-unreadable',
    `${path.basename(table.path)} holds dates with the month first, such as 10/31/2026, so --dates day-first would misread the others. Export its dates as YYYY-MM-DD. Nothing was loaded.`,
  )
}
