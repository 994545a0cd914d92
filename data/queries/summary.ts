import { bands, type Band } from '../domain/band'
import type { Day } from '../domain/day'
import type { Grouping, Partition } from '../domain/grouping'
import type { Scope } from '../domain/scope'
import { sources, type Source } from '../domain/source'
import { readOnTheRecord, type Look } from '../records/access-trail'
import type { Verdict } from '../rights/differencing'
import {
  add,
  isEnoughForPercentages,
  nobody,
  roundCount,
  studentsOf,
  type Published,
} from '../rights/disclosure-control'
import type { Database, Store } from '../store/store'
import { cellsInScope } from './cells'
import { namedColumns } from './details'
import { groupsOf, tableOf, type Group } from './groups'
import { isGuarded, isPartition, judge, judgedBy, type Guarded, type JudgedIn } from './numbers-guard'
import { scoredWeeks, type Time } from './scored-weeks'

export interface SummaryRequest {
  level?: number | undefined
  by: Grouping
  /** The bands whose share is asked for. */
  bands: readonly Band[]
  /** The source that bands and averages are of; all together without. */
  source?: Source | undefined
  /** The time that they are of; the present without, and of a table by week all weeks of late. */
  time?: Time | undefined
  /** Whether the asker may see every score by itself, here and now: no average of a source or a week then tells more. */
  seesScores?: boolean | undefined
}

/** Numbers after disclosure control, or why none may be given. */
export type Summary =
  | {
      kind: 'numbers'
      total: Published
      /** By band: rounded counts. Empty for any other grouping, and of too few for who may see no person among them. */
      bands: { band: Band; students: number }[]
      /** By unit, level, source or week: what may be said of each, absent where it is withheld. Empty by band. */
      groups: { key: string; published: Published | undefined }[]
      /** The weeks whose scores tell, oldest first. */
      weeks: readonly Day[]
    }
  | { kind: 'not-scored' }
  /** A time of several weeks, to who may see no person: means over weeks that overlap could be set off against each other. */
  | { kind: 'several-weeks' }
  | Extract<Verdict, { kind: 'refused' }>

/**
 * Numbers of the students in scope, entered in the access trail. A scope that may see no person gets them only as far
 * as they cannot be set off against its earlier answers, and what it gets is remembered in the same transaction.
 *
 * @param known what the asker may see by name in other roles: nothing new can be learnt of these students' bands
 */
export function summarise(
  store: Store,
  scope: Scope,
  request: SummaryRequest,
  known: readonly Scope[],
  look: Look,
): Promise<Summary> {
  return readOnTheRecord(
    store,
    scope,
    look,
    async (tx) => {
      // Two questions of one person at once must not both be judged before either is remembered.
      if (isGuarded(scope)) await store.takeTurn(tx, `numbers for ${scope.staffId}`)
      return readSummary(tx, { store, scope, request, known, at: look.at })
    },
    () => [],
  )
}

type Asked = Guarded & { request: SummaryRequest }

/** How far back a table by week goes where no time is asked for: a semester. */
const weeksOfLate: Time = { days: 84 }

async function readSummary(tx: Database, asked: Asked): Promise<Summary> {
  const { scope, request, store } = asked
  const { by } = request
  const { windowDays } = store.settings.indicator
  const time = request.time ?? (by === 'week' ? weeksOfLate : undefined)
  const weeks = await scoredWeeks(tx, time, { today: scope.today, windowDays })
  if (weeks.length === 0) return { kind: 'not-scored' }
  if (weeks.length > 1 && by !== 'week' && isGuarded(scope)) return { kind: 'several-weeks' }
  const groups = await groupsIn(tx, asked, { weeks, source: request.source }, isPartition(by) ? by : 'band')
  const verdict = await judge(tx, asked, groups)
  if (verdict.kind === 'refused') return verdict
  const publishing = async (of: JudgedIn) => ({
    asked: request.bands,
    averages: await verdict.allowsAverages(of),
  })
  const table = tableOf(groups, await publishing({ weeks, source: request.source }))
  const facets = isPartition(by) ? [] : await facetsIn(tx, asked, weeks, by)
  const told = []
  for (const { key, group, of } of facets) {
    const own = request.seesScores === true && scope.detail === 'full' ? meanOf(group) : {}
    told.push({ key, published: { ...tableOf(group, await publishing(of)).total, ...own } })
  }
  return {
    kind: 'numbers',
    total: table.total,
    bands: by === 'band' ? bandCounts(scope, groups) : [],
    // Each tells of the same students anew: none can be taken from another.
    groups: isPartition(by)
      ? groups.flatMap(({ key }, index) =>
          by === 'band' || key === null ? [] : [{ key, published: table.rows[index] }],
        )
      : told,
    weeks,
  }
}

/** The students in scope, apart, as they stand in some weeks. */
async function groupsIn(
  tx: Database,
  { scope, request: { level }, store }: Asked,
  of: JudgedIn,
  by: Partition,
): Promise<Group[]> {
  return groupsOf(await cellsInScope(tx, scope, judgedBy(store, of), level), { by })
}

function meanOf(groups: readonly Group[]): Pick<Published, 'average'> {
  const { scores, ...whole } = groups.map(({ figures }) => figures).reduce(add, nobody)
  const judged = studentsOf({ scores, ...whole }) - whole.bands.unknown
  return judged === 0 ? {} : { average: Math.round(scores / judged) }
}

/** All of them together, in each source or in each week. */
async function facetsIn(
  tx: Database,
  asked: Asked,
  weeks: readonly Day[],
  by: 'source' | 'week',
): Promise<{ key: string; group: Group[]; of: JudgedIn }[]> {
  const facets =
    by === 'source'
      ? sources.map((source) => ({ key: source, of: { weeks, source } }))
      : weeks.map((week) => ({ key: week, of: { weeks: [week], source: asked.request.source } }))
  const read = []
  for (const { key, of } of facets) read.push({ key, of, group: await groupsIn(tx, asked, of, 'band') })
  return read
}

/** Of few students, rounded counts and the rounded total can give each other away. */
function bandCounts({ detail }: Scope, groups: readonly Group[]): { band: Band; students: number }[] {
  const whole = groups.map(({ figures }) => figures).reduce(add, nobody)
  const isShown = namedColumns(detail) !== undefined || isEnoughForPercentages(studentsOf(whole))
  return isShown ? bands.map((band) => ({ band, students: roundCount(whole.bands[band]) })) : []
}
