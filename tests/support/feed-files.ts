import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { feeds } from '../../data/feeds'
import type { Feed } from '../../data/feeds/feed'
import { ingest, type IngestOptions, type LoadReport } from '../../data/feeds/ingest'
import type { Store } from '../../data/store/store'
import { clock, temporaryFolder } from './store'

/** The feed of the contract that has this name. */
export function feedNamed(name: string): Feed {
  const feed = feeds.find((each) => each.name === name)
  if (!feed) throw new Error(`There is no feed ${name}.`)
  return feed
}

/** Lines of a text file, the last one closed. */
export function lines(...texts: string[]): string {
  return texts.map((text) => `${text}\n`).join('')
}

export interface FeedFiles {
  /** Writes a file into the folder and gives its path. */
  write(name: string, content: string | Buffer): string
  /** Writes `<feed>.csv` and loads it. */
  load(feed: string, content: string | Buffer, options?: Partial<IngestOptions>): Promise<LoadReport>
  /** Loads a file written before. */
  loadFile(feed: string, file: string, options?: Partial<IngestOptions>): Promise<LoadReport>
}

/** Feed files in a temporary folder of this test file, loaded into the store of the moment. */
export function useFeedFiles(store: () => Store): FeedFiles {
  const folder = temporaryFolder()
  const write = (name: string, content: string | Buffer): string => {
    const file = path.join(folder, name)
    writeFileSync(file, content)
    return file
  }
  const loadFile: FeedFiles['loadFile'] = async (feed, file, options) => {
    const [report] = await ingest(store(), feedNamed(feed), [file], {
      clock,
      allowRemovals: true,
      ...options,
    })
    if (!report) throw new Error('The load gave no report.')
    return report
  }
  return {
    write,
    loadFile,
    load: (feed, content, options) => loadFile(feed, write(`${feed}.csv`, content), options),
  }
}
