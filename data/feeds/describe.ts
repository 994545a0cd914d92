import type { DeliveredFeed } from './feed'

/** What whoever makes the files of a feed has to know. */
export interface DescribedFeed {
  feed: string
  kind: DeliveredFeed['kind']
  key: readonly string[]
  columns: readonly DescribedColumn[]
  /** What is checked beyond the values of one column, each "<column> must …". */
  rules: readonly string[]
}

interface DescribedColumn {
  column: string
  /** Whether it must be filled, or may be empty. */
  needs: 'must' | 'may'
  /** What it takes, in words. */
  takes: string
  /** The codes themselves, where it takes no others. */
  codes?: readonly string[]
  means: string
  example: string
}

/** A feed by its definition. */
export function describe({ name: feed, kind, key, columns, rules }: DeliveredFeed): DescribedFeed {
  return {
    ...{ feed, kind, key },
    columns: Object.entries(columns).map(([column, { optional, must, codes, refersTo, means, example }]) => ({
      column,
      needs: optional ? 'may' : 'must',
      takes: refersTo === undefined ? must : `a known ${names[refersTo]}`,
      ...(codes && { codes }),
      ...{ means, example },
    })),
    rules: rules.map(({ column, must }) => `${column} must ${must}`),
  }
}

const names = {
  student: 'student, of the feed students',
  staff: 'staff member, of the feed staff',
  programme: 'programme, of the feed organisation',
  school: 'school, of the feed organisation',
  faculty: 'faculty, of the feed organisation',
} as const

/** What becomes of the rows of earlier files. */
export function kindInWords({ kind, key }: DescribedFeed): string {
  const row = `A row with the same ${key.join(', ')} replaces an earlier one.`
  return kind === 'snapshot'
    ? `A whole snapshot: what a file no longer holds has ended. ${row}`
    : `Each file adds to those before. ${row}`
}
