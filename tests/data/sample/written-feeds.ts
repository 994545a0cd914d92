import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import type { Day } from '../../../data/domain/day'
import { writeSampleFeeds } from '../../../data/sample/write-feeds'

export type Row = Readonly<{ [column: string]: string }>
export type Feed =
  | 'organisation'
  | 'students'
  | 'staff'
  | 'assignments'
  | 'calendar'
  | 'attendance'
  | 'canvas'
  | 'library'
  | 'printing'

/** The sample university's files as a reader sees them. */
export class WrittenFeeds {
  readonly #tables = new Map<Feed, Row[]>()

  private constructor(
    readonly directory: string,
    readonly files: ReadonlyMap<string, string>,
    readonly contents: ReadonlyMap<string, string>,
  ) {}

  static async write(options: { seed: number; today: Day }): Promise<WrittenFeeds> {
    const directory = await mkdtemp(join(tmpdir(), 'sample-'))
    const files = new Map<string, string>()
    const contents = new Map<string, string>()
    for (const { feed, file } of await writeSampleFeeds(directory, options)) {
      files.set(feed, file)
      contents.set(feed, await textOf(file))
    }
    return new WrittenFeeds(directory, files, contents)
  }

  content(feed: Feed): string {
    return this.contents.get(feed) ?? ''
  }

  rows(feed: Feed): Row[] {
    const rows = this.#tables.get(feed) ?? parse<Row>(this.content(feed), { columns: true })
    this.#tables.set(feed, rows)
    return rows
  }

  column(feed: Feed, name: string): string[] {
    return this.rows(feed).map((row) => row[name] ?? '')
  }

  remove(): Promise<void> {
    return rm(this.directory, { recursive: true })
  }
}

async function textOf(file: string): Promise<string> {
  const bytes = await readFile(file)
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
}
