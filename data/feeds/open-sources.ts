import path from 'node:path'
import { EngagementError } from '../domain/errors'
import type { IdentitySystem } from '../domain/feed'
import { newestLoad } from '../records/loads'
import type { Store } from '../store/store'
import { adapters } from './adapters'
import type { Adapter } from './adapters/adapter'
import type { Feed } from './feed'
import { fileSource, type Reading, type Source } from './source'

/** How files are to be read, and by whose identifiers they name students. */
export interface SourceOptions extends Reading {
  /** The adapter that reads them; without one, they have the feed's own columns. */
  format?: string
  /** The files name students by their identifier in this system. */
  identifiedBy?: IdentitySystem | 'student-id'
}

/** The same without what is absent. */
export function sourceOptions(given: {
  [Option in keyof SourceOptions]: SourceOptions[Option] | undefined
}): SourceOptions {
  const { format, identifiedBy, dates, set } = given
  return {
    ...(format && { format }),
    ...(identifiedBy && { identifiedBy }),
    ...(dates && { dates }),
    ...(set && { set }),
  }
}

export interface OpenedSources {
  sources: Source[]
  /** Absent where the files name students by their student ID. */
  identifiedBy?: IdentitySystem
}

/**
 * The loads that files make: a snapshot's files together, an increment's one after the other.
 *
 * @throws EngagementError when a file cannot be read, or is not what it should be
 */
export async function openSources(
  store: Store,
  feed: Feed,
  files: readonly string[],
  options: SourceOptions,
): Promise<OpenedSources> {
  refuseTwice(files)
  if (options.format === undefined) {
    const groups = feed.kind === 'snapshot' ? [files] : files.map((file) => [file])
    const sources: Source[] = []
    for (const group of groups) sources.push(await fileSource(feed, group, options))
    return opened(store, feed, sources, options.identifiedBy)
  }
  const adapter = adapterFor(options.format, feed)
  refuseDates(adapter, options)
  const sources = await adapter.sources(feed, files, options)
  return opened(store, feed, sources, options.identifiedBy ?? (await usualSystem(store, adapter)))
}

/**
 * The same bytes whose persons go by another system are another load. So is a snapshot once other identities are held:
 * it may name other persons, while of an increment only what was rejected is looked at again.
 */
async function opened(
  store: Store,
  feed: Feed,
  sources: Source[],
  system: IdentitySystem | 'student-id' | undefined,
): Promise<OpenedSources> {
  const named = identifiedBy(system)
  if (named.identifiedBy === undefined) return { sources }
  const load = feed.kind === 'snapshot' ? ` as of load ${await newestLoad(store.db, 'identities')}` : ''
  const reading = `identified by ${named.identifiedBy}${load}`
  return {
    sources: sources.map((source) => ({
      ...source,
      reading: source.reading === undefined ? reading : `${source.reading}\n${reading}`,
    })),
    ...named,
  }
}

function refuseTwice(files: readonly string[]): void {
  const paths = files.map((file) => path.resolve(file))
  const twice = files.find((_, index) => paths.indexOf(paths[index] ?? '') !== index)
  if (twice === undefined) return
  throw new EngagementError('feed-unreadable', `${path.basename(twice)} is named twice. Nothing was loaded.`)
}

function identifiedBy(
  system: IdentitySystem | 'student-id' | undefined,
): Pick<OpenedSources, 'identifiedBy'> {
  return system === undefined || system === 'student-id' ? {} : { identifiedBy: system }
}

function adapterFor(format: string, feed: Feed): Adapter {
  const adapter = adapters.find((each) => each.format === format)
  if (adapter?.feeds.includes(feed.name)) return adapter
  throw new EngagementError(
    'feed-unreadable',
    adapter
      ? `--format ${format} fills ${adapter.feeds.join(', ')}, not ${feed.name}: ${adapter.limits}. Nothing was loaded.`
      : `There is no format ${format}: it must be one of ${adapters.map((each) => each.format).join(', ')}.`,
  )
}

function refuseDates({ format }: Adapter, { dates }: Reading): void {
  if (dates === undefined) return
  throw new EngagementError(
    'feed-unreadable',
    `--dates is for files in a feed's own columns: --format ${format} knows how its dates are written. Nothing was loaded.`,
  )
}

/** The first of an adapter's systems of which the store holds identities. */
async function usualSystem(
  store: Store,
  { format, identifiedBy: systems }: Adapter,
): Promise<IdentitySystem | undefined> {
  if (systems.length === 0) return undefined
  const held = await store.db
    .selectFrom('student_identity')
    .select('system')
    .distinct()
    .where('gone_on', 'is', null)
    .where('system', 'in', [...systems])
    .execute()
  const found = systems.find((system) => held.some((row) => row.system === system))
  if (found) return found
  throw new EngagementError(
    'nothing-to-do',
    `--format ${format} tells students by their identity in ${systems.join(' or ')}, and none is held: load the feed identities first, or say --identified-by. Nothing was loaded.`,
  )
}
