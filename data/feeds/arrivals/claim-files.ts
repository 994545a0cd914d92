import { isSnapshotFeed } from '../../domain/feed'
import type { LoadRule, LoadRules } from '../../configuration/loads'
import { adapters } from '../adapters'
import type { Feed } from '../feed'
import { hasTableEnding } from '../open-table'
import { sourceOptions, type SourceOptions } from '../open-sources'
import { feeds } from '..'
import { isAhead, type Moment } from './ahead'
import type { Arrival } from './arrival'
import { matches } from './pattern'

/** Files that are one feed's and are read in one way. */
export interface Claim {
  feed: Feed
  reading: SourceOptions
  files: Arrival[]
  /** Files that tell of the others' rows, and hold none of the feed. */
  beside: Arrival[]
  /** The files of one folder or day are one snapshot. */
  together: boolean
}

/** Why a file is left where it is for now. */
export type SkipReason = 'unfinished' | 'empty'

/** Why a file is not taken, whatever it holds: its name is of a time to come, or contradicts the folder that it is in. */
export type BarReason = 'ahead' | 'contradicted'

export interface Claims {
  /** In the order in which feeds are loaded. */
  claims: Claim[]
  skipped: { name: string; reason: SkipReason }[]
  barred: { name: string; reason: BarReason }[]
  /** Files that are no feed's by their names, nor by any rule. */
  unclaimed: string[]
  /** Rules that no file fits. */
  unmet: { feed: string; files: readonly string[] }[]
}

/** Divides files among the feeds: by the rules of the configuration, and all others by their names. */
export function claimFiles(
  arrivals: readonly Arrival[],
  { rules, ignored }: LoadRules,
  moment: Moment,
): Claims {
  const seen = arrivals
    .filter(({ name }) => !isHidden(name) && !fits(ignored, name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const skipped = seen.flatMap((file) => skipOf(file) ?? [])
  const whole = seen.filter((file) => skipOf(file) === undefined)
  const barred = whole.flatMap((file) => barOf(file, rules, moment) ?? [])
  const out = new Set(barred.map(({ name }) => name))
  const ready = whole.filter(({ name }) => !out.has(name))
  const byRule = rules.map((rule) => claimOf(rule, ready))
  const ruled: string[] = rules.map(({ feed }) => feed).filter(isSnapshotFeed)
  const taken = new Set(byRule.flatMap(({ files, beside }) => [...files, ...beside]))
  const rest = ready.filter((file) => !taken.has(file))
  const byName = feeds
    .filter(({ name }) => !ruled.includes(name))
    .map((feed) => ({ ...plain(feed), files: rest.filter(({ name }) => feedOfName(name) === feed.name) }))
  const claims = [...byRule, ...byName].filter(({ files }) => files.length > 0)
  const named = new Set(claims.flatMap(({ files }) => files))
  return {
    claims: feeds.flatMap((feed) => claims.filter((claim) => claim.feed === feed)),
    skipped,
    barred,
    unclaimed: rest.filter((file) => !named.has(file)).map(({ name }) => name),
    unmet: rules
      .filter((_, index) => byRule[index]?.files.length === 0)
      .map(({ feed, files }) => ({ feed, files })),
  }
}

/** Names that begin with a dot or an underscore are other programs' own: half-sent files, notes of a warehouse. */
const isHidden = (name: string): boolean => /(^|\/)[._~]/u.test(name)

function skipOf({ name, bytes, isChanging }: Arrival): Claims['skipped'][number] | undefined {
  if (isChanging || /\.(part|partial|filepart|tmp|crdownload)$/iu.test(name))
    return { name, reason: 'unfinished' }
  return bytes === 0 ? { name, reason: 'empty' } : undefined
}

function barOf(
  file: Arrival,
  rules: readonly LoadRule[],
  moment: Moment,
): Claims['barred'][number] | undefined {
  if (isAhead(file, moment)) return { name: file.name, reason: 'ahead' }
  return contradicts(file.name, rules) ? { name: file.name, reason: 'contradicted' } : undefined
}

/**
 * Whether a rule takes a file out of a feed's folder for another feed. Who may write into the one folder alone is to fill the
 * one feed alone, unless the rule names just this file.
 */
function contradicts(name: string, rules: readonly LoadRule[]): boolean {
  const own = feedOfFolder(name)
  const isNamed = (files: readonly string[]): boolean =>
    files.some((each) => !/[*?]/u.test(each) && matches(each, name))
  return (
    own !== undefined && rules.some(({ feed, files }) => feed !== own && fits(files, name) && !isNamed(files))
  )
}

const fits = (patterns: readonly string[], name: string): boolean =>
  patterns.some((pattern) => matches(pattern, name))

function claimOf({ feed: name, files, together, ...reading }: LoadRule, ready: readonly Arrival[]): Claim {
  const feed = feeds.find((each) => each.name === name)
  if (!feed) throw new Error(`There is no feed ${name}.`)
  const adapter = adapters.find(({ format }) => format === reading.format)
  const fitting = ready.filter((file) => fits(files, file.name))
  const isBeside = (file: Arrival): boolean => adapter?.beside?.test(file.name) === true
  return {
    feed,
    reading: sourceOptions(reading),
    files: fitting.filter((file) => !isBeside(file)),
    beside: fitting.filter(isBeside),
    together: together ?? adapter !== undefined,
  }
}

const plain = (feed: Feed): Omit<Claim, 'files'> => ({ feed, reading: {}, beside: [], together: false })

/** The feed of the folder; else the one whose name a file has, alone or with more behind a dash, an underscore or a dot. */
function feedOfName(name: string): string | undefined {
  if (!hasTableEnding(name)) return undefined
  if (name.includes('/')) return feedOfFolder(name)
  const isNamed = (feed: string): boolean =>
    name.toLowerCase().startsWith(feed) && /^[-_.]/u.test(name.slice(feed.length))
  return feeds.map((feed) => feed.name).find(isNamed)
}

/** The feed after which the first folder is named: what is in it is that feed's, whatever it is called. */
function feedOfFolder(name: string): string | undefined {
  const [folder, ...below] = name.toLowerCase().split('/')
  return below.length > 0 ? feeds.map((feed) => feed.name).find((feed) => feed === folder) : undefined
}
