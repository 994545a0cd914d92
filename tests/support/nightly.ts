import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { migrate } from '../../data/store/migrate'
import { openStore } from '../../data/store/open'
import type { Store } from '../../data/store/store'
import { z } from 'zod'
import type { Ran } from './command'
import { engagementHere } from './command-here'
import { writeFiles } from './night-files'
import { clock, now, temporaryFolder } from './store'

const filesOf = z.object({ feed: z.string(), files: z.array(z.string()) })

/** What `engagement nightly --json` prints, as far as tests look at it. */
export const nightSchema = z.object({
  well: z.boolean(),
  loads: z.array(
    filesOf.extend({ rows: z.number(), accepted: z.number(), rejected: z.number(), unchanged: z.boolean() }),
  ),
  refused: z.array(filesOf.extend({ reason: z.string() })),
  known: z.array(filesOf),
  older: z.array(filesOf),
  behind: z.array(filesOf),
  barred: z.array(z.object({ name: z.string(), reason: z.string() })),
  passedOver: z.array(filesOf),
  skipped: z.array(z.object({ name: z.string(), reason: z.string() })),
  unclaimed: z.array(z.string()),
  unmet: z.array(filesOf),
  scores: z.object({ weeks: z.array(z.object({ weekStart: z.string(), students: z.number() })) }),
  findings: z.array(z.object({ feed: z.string(), state: z.string(), what: z.string() })),
})
export type NightDocument = z.infer<typeof nightSchema>

interface NightOptions {
  args?: readonly string[]
  at?: Date
  /** The section of the configuration. */
  loads?: unknown
}

export interface Nights {
  folder: string
  database: string
  /** Writes files by their paths in the folder. */
  write: (files: Readonly<Record<string, string | Buffer>>, writtenAt?: Date) => void
  run: (options?: NightOptions) => Promise<Ran>
  /** The same, and what it printed. */
  night: (options?: NightOptions) => Promise<NightDocument & { code: number | null }>
  /** Looks at the store, or does something to it. */
  inStore: <T>(work: (store: Store) => Promise<T>) => Promise<T>
}

/** Folders and empty stores for the nights of this file's tests. */
export function useNights(): () => Promise<Nights> {
  const parent = temporaryFolder()
  return async () => {
    const own = mkdtempSync(path.join(parent, 'night-'))
    const [folder, database] = [path.join(own, 'feeds'), `sqlite:${path.join(own, 'engagement.db')}`]
    const inStore: Nights['inStore'] = async (work) => {
      const store = openStore(database)
      return work(store).finally(() => store.close())
    }
    await inStore((store) => migrate(store, clock))
    mkdirSync(folder)
    const run: Nights['run'] = ({ args = [], at = now, loads } = {}) => {
      const configuration = path.join(own, 'configuration.json')
      writeFileSync(configuration, JSON.stringify(loads === undefined ? {} : { loads }))
      return engagementHere(['nightly', '--feeds', folder, '--now', at.toISOString(), ...args], {
        database,
        environment: { ENGAGEMENT_CONFIGURATION: configuration },
      })
    }
    return {
      folder,
      database,
      write: (files, writtenAt) => writeFiles(folder, files, writtenAt),
      run,
      night: async (options = {}) => {
        const { code, stdout } = await run({ ...options, args: [...(options.args ?? []), '--json'] })
        return { code, ...nightSchema.parse(JSON.parse(stdout)) }
      },
      inStore,
    }
  }
}
