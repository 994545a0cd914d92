import type { Day } from '../domain/day'
import type { Grouping, Partition } from '../domain/grouping'
import type { Scope } from '../domain/scope'
import type { Source } from '../domain/source'
import { answeredPopulations, rememberPopulations } from '../records/aggregate-answers'
import { allowsAverages, judgeDifferences, type Verdict } from '../rights/differencing'
import type { Database, Store } from '../store/store'
import { cellsBeyond } from './cells'
import { currentWeek } from './current-week'
import { namedColumns } from './details'
import { populationsOf, shownOf, type Group } from './groups'
import type { Time } from './scored-weeks'
import type { JudgedBy } from './standing'

/** Numbers that are asked for, of whom, and what else the asker may see. */
export interface Guarded {
  store: Store
  scope: Scope
  request: Requested
  known: readonly Scope[]
  at: Date
}

/** What of a request the guard looks at. */
interface Requested {
  level?: number | undefined
  by: Grouping
  source?: Source | undefined
  time?: Time | undefined
}

/** What students are judged in: some weeks, and one source of them or all. */
export interface JudgedIn {
  weeks: readonly Day[]
  source?: Source | undefined
}

export function judgedBy({ settings }: Store, { weeks, source }: JudgedIn): JudgedBy {
  return { weeks, source: source && { name: source, configuration: settings.indicator } }
}

/** Whether answers are set off against earlier ones: to a scope that sees no person. */
export const isGuarded = ({ detail }: Scope): boolean => detail === 'aggregate'

/** Whether the groups are parts of the whole. */
export const isPartition = (by: Grouping): by is Partition => by !== 'source' && by !== 'week'

type Judged = Exclude<Verdict, { kind: 'answered' }> | { kind: 'answered'; allowsAverages: AllowsAverages }
type AllowsAverages = (of: JudgedIn) => Promise<boolean>

/**
 * Whether the numbers may be given, and averages with them; remembers that they are. Scores that a scope does not show
 * could be found by the difference of averages where nothing guards against it, so it gets none. Of a source or of a week
 * fewer may be judged than now, so averages are weighed in what they are of.
 */
export async function judge(
  tx: Database,
  { store, scope, request, known, at }: Guarded,
  groups: readonly Group[],
): Promise<Judged> {
  if (!isGuarded(scope))
    return { kind: 'answered', allowsAverages: () => Promise.resolve(scope.detail === 'full') }
  const now = { weeks: [await currentWeek(tx, scope.today)] }
  const by = isPartition(request.by) ? request.by : 'band'
  const next = populationsOf(scope, { by, level: request.level }, shownOf(groups))
  const before = await answeredPopulations(tx, scope.staffId, at)
  const verdict = judgeDifferences(await cellsBeyond(tx, seenIn(request, known), now), before, next)
  if (verdict.kind === 'refused') return verdict
  await rememberPopulations(tx, scope.staffId, next, at)
  // Who sees a student by name need not see the score.
  const scored = known.filter(({ detail }) => namedColumns(detail)?.indicators === true)
  const allows = async (of: JudgedIn): Promise<boolean> =>
    allowsAverages(await cellsBeyond(tx, scored, judgedBy(store, of)), before, next)
  return { ...verdict, allowsAverages: allows }
}

/** In which of these the asker sees by name what is asked for: some show present bands, and no others. */
function seenIn({ by, source, time }: Requested, known: readonly Scope[]): readonly Scope[] {
  const isNow = isPartition(by) && source === undefined && time === undefined
  return isNow ? known : known.filter(({ detail }) => namedColumns(detail)?.reasons === true)
}
