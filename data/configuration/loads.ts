import { z } from 'zod'
import {
  feedFormats,
  feedNames,
  identitySystems,
  isSnapshotFeed,
  type FeedFormat,
  type FeedName,
} from '../domain/feed'
import standard from './standard.json'

/** One of some words; zod's own message would show what stands there instead. */
const oneOf = <Word extends string>(words: readonly [Word, ...Word[]]) =>
  z.enum(words, { message: `must be one of ${words.join(', ')}` })

const formats = Object.keys(feedFormats) as [FeedFormat, ...FeedFormat[]]

const pattern = z
  .string()
  .regex(
    /^(?!\/)(?!.*(^|\/)\.{1,2}(\/|$))[^\\]+$/u,
    'must be a path under the folder, such as canvas/web_logs-*.jsonl.gz: * stands for any part of a name, ** for any folders',
  )
const patterns = z.array(pattern).min(1, 'must name at least one file or pattern')

const rule = z
  .object({
    feed: oneOf(feedNames),
    /** Which files: paths, in which `*` stands for any part of a name and `**` for any folders. */
    files: patterns,
    /** The files are another system's own. */
    format: oneOf(formats).optional(),
    /** They name students by that system's identifier. */
    identifiedBy: oneOf([...identitySystems, 'student-id']).optional(),
    /** Their dates are such as 31/10/2026. */
    dates: oneOf(['day-first']).optional(),
    /** The values of columns that they lack. */
    set: z
      .record(z.string().regex(/^[a-z_]+$/u, 'must be a column'), z.string().min(1, 'must not be empty'))
      .optional(),
    /** The files of one folder, or of one day in their names, are one snapshot: parts of it, each by itself not the whole. */
    together: z.boolean().optional(),
  })
  .strict()
  .superRefine(({ feed, format, dates, together }, context) => {
    const refuse = (field: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [field], message })
    if (format !== undefined && !fillsFeed(format, feed))
      refuse('format', `${format} fills ${feedFormats[format].join(', ')}, not ${feed}`)
    if (format !== undefined && dates !== undefined)
      refuse('dates', `is for files in a feed's own columns: ${format} says itself how its dates are written`)
    if (together && !isSnapshotFeed(feed))
      refuse('together', `is for snapshots: the files of ${feed} add up anyway`)
  })

const nobodys = z.object({ /** Files that are no feed's. */ ignore: patterns }).strict()

const entry = z.unknown().transform((value, context): LoadRule | z.infer<typeof nobodys> => {
  const isIgnored = typeof value === 'object' && value !== null && 'ignore' in value
  const parsed = (isIgnored ? nobodys : rule).safeParse(value)
  if (parsed.success) return parsed.data
  parsed.error.issues.forEach(context.addIssue)
  return z.NEVER
})

/** Which files are loaded as which feed where their names do not say so, and how they are read. */
export type LoadRule = z.infer<typeof rule>

export interface LoadRules {
  rules: LoadRule[]
  /** Patterns of files that are no feed's. */
  ignored: string[]
}

const schema = z
  .array(entry, { message: 'must be a list' })
  .superRefine((entries, context) => {
    const taken = new Set<string>()
    entries.forEach((each, index) => {
      if (!('feed' in each) || !isSnapshotFeed(each.feed)) return
      if (taken.has(each.feed))
        context.addIssue({
          code: 'custom',
          path: [index, 'feed'],
          message: `${each.feed} is a snapshot and has a rule already: of two, each would end what the other brought`,
        })
      taken.add(each.feed)
    })
  })
  .transform((entries): LoadRules => ({
    rules: entries.filter((each) => 'feed' in each),
    ignored: entries.flatMap((each) => ('ignore' in each ? each.ignore : [])),
  }))

/** Checks the section `loads`; throws zod's error, which names what is wrong and shows no value. */
export function parseLoadRules(values: unknown): LoadRules {
  return schema.parse(values)
}

export const standardLoadRules: LoadRules = parseLoadRules(standard.loads)

function fillsFeed(format: FeedFormat, feed: FeedName): boolean {
  return feedFormats[format].some((each) => each === feed)
}
