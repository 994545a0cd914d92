import { bands, type Band } from '../domain/band'
import type { Day } from '../domain/day'
import type { Grouping } from '../domain/grouping'
import type { Scope } from '../domain/scope'
import { readOnTheRecord, type Look } from '../records/access-trail'
import { answeredPopulations, rememberPopulations } from '../records/aggregate-answers'
import { allowsAverages, judgeDifferences, type Verdict } from '../rights/differencing'
import {
  add,
  isEnoughForPercentages,
  nobody,
  roundCount,
  studentsOf,
  type Published,
} from '../rights/disclosure-control'
import type { Database, Store } from '../store/store'
import { cellsBeyond, cellsInScope } from './cells'
import { currentWeek } from './current-week'
import { namedColumns } from './details'
import { groupsOf, populationsOf, shownOf, tableOf, type Group } from './groups'

export interface SummaryRequest {
  level?: number | undefined
  by: Grouping
  /** The bands whose share is asked for. */
  bands: readonly Band[]
}

/** Numbers after disclosure control, or why none may be given. */
export type Summary =
  | {
      kind: 'numbers'
      total: Published
      /** By band: rounded counts. Empty for any other grouping, and of too few for who may see no person among them. */
      bands: { band: Band; students: number }[]
      /** By unit or level: what may be said of each, absent where it is withheld. Empty by band. */
      groups: { key: string; published: Published | undefined }[]
    }
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
      const week = await currentWeek(tx, scope.today)
      return readSummary(tx, { scope, request, known, at: look.at, week })
    },
    () => [],
  )
}

const isGuarded = ({ detail }: Scope): boolean => detail === 'aggregate'

interface Asked {
  scope: Scope
  request: SummaryRequest
  known: readonly Scope[]
  at: Date
  week: Day
}

async function readSummary(tx: Database, asked: Asked): Promise<Summary> {
  const { scope, request, week } = asked
  const cells = await cellsInScope(tx, scope, week, request.level)
  const groups = groupsOf(cells, request)
  const verdict = await judge(tx, asked, groups)
  if (verdict.kind === 'refused') return verdict
  const table = tableOf(groups, { asked: request.bands, averages: verdict.averages })
  return {
    kind: 'numbers',
    total: table.total,
    bands: request.by === 'band' ? bandCounts(scope, groups) : [],
    groups: groups.flatMap(({ key }, index) =>
      request.by === 'band' || key === null ? [] : [{ key, published: table.rows[index] }],
    ),
  }
}

/**
 * Whether the numbers may be given, and averages with them; remembers that they are. Scores that a scope does not show
 * could be found by the difference of averages where nothing guards against it, so it gets none.
 */
async function judge(
  tx: Database,
  { scope, request, known, at, week }: Asked,
  groups: readonly Group[],
): Promise<Exclude<Verdict, { kind: 'answered' }> | { kind: 'answered'; averages: boolean }> {
  if (!isGuarded(scope)) return { kind: 'answered', averages: scope.detail === 'full' }
  const next = populationsOf(scope, request, shownOf(groups))
  const before = await answeredPopulations(tx, scope.staffId, at)
  const verdict = judgeDifferences(await cellsBeyond(tx, known, week), before, next)
  if (verdict.kind === 'refused') return verdict
  await rememberPopulations(tx, scope.staffId, next, at)
  // Who sees a student by name need not see the score.
  const scored = known.filter(({ detail }) => namedColumns(detail)?.indicators === true)
  return { ...verdict, averages: allowsAverages(await cellsBeyond(tx, scored, week), before, next) }
}

/** Of few students, rounded counts and the rounded total can give each other away. */
function bandCounts({ detail }: Scope, groups: readonly Group[]): { band: Band; students: number }[] {
  const whole = groups.map(({ figures }) => figures).reduce(add, nobody)
  const isShown = namedColumns(detail) !== undefined || isEnoughForPercentages(studentsOf(whole))
  return isShown ? bands.map((band) => ({ band, students: roundCount(whole.bands[band]) })) : []
}
