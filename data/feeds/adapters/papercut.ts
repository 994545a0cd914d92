import path from 'node:path'
import { EngagementError } from '../../domain/errors'
import { feedFormats } from '../../domain/feed'
import { firstLine, refuseDamaged } from '../file-bytes'
import { openCsv, readRecords } from '../read-csv'
import { lineScan, linesOfScan, notBlank } from '../read-lines'
import { filesOf, type Source } from '../source'
import { selectColumns, type TextTable } from '../text-table'
import { given, type Adapter } from './adapter'

/**
 * PaperCut's print logs, both kinds, told apart by their first line: the free Print Logger's CSV, and the tab-delimited
 * log that PaperCut NG and MF write daily. Documents' names are not read further than to tell jobs apart.
 */
export const paperCut: Adapter = {
  format: 'papercut',
  reads: 'PaperCut: the Print Logger’s CSV, and the print log of NG and MF',
  feeds: feedFormats.papercut,
  limits: 'a print log tells who printed how many pages',
  identifiedBy: ['printing', 'login'],
  sources: async (_feed, files) => {
    const sources: Source[] = []
    for (const file of files) sources.push(await openLog(file))
    return sources
  },
}

async function openLog(file: string): Promise<Source> {
  await refuseDamaged(file)
  const first = await firstLine(file)
  if (first.startsWith('PaperCut Print Logger')) return openPrintLogger(file)
  if (/^\d{4}-\d{2}-\d{2}\t/u.test(first)) return openPrintLog(file)
  throw new EngagementError(
    'feed-unreadable',
    `${path.basename(file)} is no PaperCut print log: it begins neither with the Print Logger's title nor with a date and a tab. Summary reports name no single job and cannot be loaded. Nothing was loaded.`,
  )
}

const loggerColumns = ['time', 'user', 'pages', 'copies', 'printer', 'document name', 'client']

/** A title, a header row, and rows that end in a comma more than the header. */
async function openPrintLogger(file: string): Promise<Source> {
  const [header = [], row = header] = await readRecords(file, 1, 2)
  const table = await openCsv(file, { before: 1, extra: Math.max(0, row.length - header.length) })
  const missing = loggerColumns.slice(0, 4).filter((column) => !table.columns.includes(column))
  if (missing.length > 0) {
    throw new EngagementError(
      'feed-wrong-columns',
      `${path.basename(file)} has no column ${missing.join(', ')}, which the Print Logger writes. Nothing was loaded.`,
    )
  }
  const pages =
    "coalesce(cast(try_cast(pages as integer)::bigint * try_cast(coalesce(copies, '1') as integer) as varchar), pages)"
  return logSource(
    table,
    `select record, ${given('time')} as occurred_at, ${given('"user"')} as user_id, ${pages} as pages,
       concat_ws('|', printer, "document name", client) as job
     from (select record, time, "user", ${given('pages')} as pages, ${given('copies')} as copies, printer, "document name", client
       from (${table.rows(loggerColumns)}))`,
  )
}

/** The cells of a line, by their number: the date and the time of day are two of them. */
const cells = { day: 1, time: 2, printer: 4, user: 5, client: 7, document: 8, pages: 9 }

function openPrintLog(file: string): Promise<Source> {
  const lines = `(select record, string_split(rtrim(line, chr(13)), chr(9)) as cells from ${lineScan(file)} where ${notBlank})`
  const columns = Object.keys(cells)
  const isRow = `len(cells) >= ${cells.pages}`
  const table: TextTable = {
    path: file,
    columns,
    rows: (wanted) => {
      const cell = (name: string): string | undefined =>
        Object.entries(cells)
          .filter(([column]) => column === name)
          .map(([, number]) => `cells[${number}]`)[0]
      return `select record, ${selectColumns(wanted, cell)} from ${lines} where ${isRow}`
    },
    faults: `select record, 'the line has fewer fields than a print log' as reason from ${lines} where not ${isRow}`,
    placesOf: (records, setAside) => Promise.resolve(linesOfScan(records, setAside)),
    advice: 'cannot be read as a print log: check the encoding (UTF-8)',
  }
  return Promise.resolve(
    logSource(
      table,
      `select record, ${occurredAt} as occurred_at, ${given('"user"')} as user_id, ${given('pages')} as pages,
         concat_ws('|', printer, document, client) as job
       from (${table.rows(columns)})`,
    ),
  )
}

const twelveHours = String.raw`^(0?[1-9]|1[0-2]):(\d{2}:\d{2})\s*([ap])\.?m?\.?$`
const part = (group: number): string => `regexp_extract(lower(trim(time)), '${twelveHours}', ${group})`

/** A twelve-hour clock, `h:mm:ss a/p`, as ISO 8601; any other text goes on as it is. */
const occurredAt = `trim(day) || 'T' || case when regexp_matches(lower(trim(time)), '${twelveHours}')
  then lpad(cast(cast(${part(1)} as integer) % 12 + case ${part(3)} when 'p' then 12 else 0 end as varchar), 2, '0') || ':' || ${part(2)}
  else lpad(trim(time), cast(greatest(length(trim(time)), 8) as integer), '0') end`

/**
 * The log tells seconds: jobs that one person sent in the same second are added up, and a line that stands there twice
 * is one job.
 */
function logSource(table: TextTable, jobs: string): Source {
  const isCount = "coalesce(regexp_full_match(pages, '[0-9]{1,6}'), false)"
  const printed = `select min(record) as record, user_id, occurred_at, pages, job from (${jobs})
    where pages is distinct from '0' group by user_id, occurred_at, pages, job`
  return {
    ...filesOf([table]),
    namesOthers: true,
    sql: `
      select 0 as file, min(record) as record, user_id as student_id, occurred_at,
        coalesce(cast(sum(case when ${isCount} then cast(pages as integer) end) as varchar), min(pages)) as pages
      from (${printed}) group by user_id, occurred_at, case when not ${isCount} then record end`,
    countSql: `select cast(count(*) as integer) from (${jobs})`,
    leftOut:
      'jobs of no pages, lines that stand there twice, jobs of the same person and second (their pages are added up)',
  }
}
