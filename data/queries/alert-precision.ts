import { alertRules, type AlertAct, type AlertRule } from '../domain/alert'
import type { Database } from '../store/store'
import { isHoldersAct } from './acts-that-count'

/** How alerts by a rule were found by those who got them. */
export interface RulePrecision {
  rule: AlertRule
  /** Where it is told apart by programme: that which the student studied then. */
  programme: string | null
  /** Alerts that were told. */
  told: number
  /** Those on which somebody gave a verdict: the sum of the next four. Each counts once, by the last verdict on it. */
  judged: number
  /** Said to be useful, or acted upon: the student was contacted, or the alert passed on. */
  useful: number
  knownReason: number
  wrongData: number
  notUseful: number
  /** The useful among the judged, 0 to 1; null where fewer than {@link leastJudged} were judged, or by too few people. */
  share: number | null
}

/** Fewer verdicts say nothing of a rule, and too much of who gave them. */
export const leastJudged = 5

/** What fewer people think is what one of them thinks, to whoever knows the others. */
export const leastJudges = 3

type Verdict = 'useful' | 'knownReason' | 'wrongData' | 'notUseful'

const verdicts: Partial<Record<AlertAct, Verdict>> = {
  useful: 'useful',
  contacted: 'useful',
  'passed-on': 'useful',
  'known-reason': 'knownReason',
  'wrong-data': 'wrongData',
  'not-useful': 'notUseful',
}

export interface PrecisionAsked {
  now: Date
  /** How far back; half a year unless it is said otherwise. */
  weeks?: number
  /** One programme alone, as its leader may see it. */
  programme?: string
  /** Told apart by programme too. */
  byProgramme?: boolean
}

/**
 * How useful alerts were found, rule by rule, of those told in the last weeks; rules of which nothing was told are left out. An
 * alert about several episodes counts for the rule of each. It names nobody: whoever asks says for whom it is meant.
 */
export async function alertPrecision(db: Database, asked: PrecisionAsked): Promise<RulePrecision[]> {
  const since = new Date(asked.now.getTime() - (asked.weeks ?? 26) * 7 * 86_400_000).toISOString()
  const told = await toldAbout(db, since, asked.programme)
  const verdictOf = await lastVerdicts(db, since)
  const found = new Map<string, RulePrecision & { judges: Set<string> }>()
  for (const { alert_id, rule_code: rule, programme_code } of told) {
    const programme = asked.byProgramme || asked.programme !== undefined ? programme_code : null
    const key = JSON.stringify([rule, programme])
    const row = found.get(key) ?? { ...nothing, rule, programme, judges: new Set() }
    const verdict = verdictOf.get(alert_id)
    row.told += 1
    if (verdict) {
      row.judges.add(verdict.by)
      row.judged += 1
      row[verdict.verdict] += 1
    }
    found.set(key, row)
  }
  return [...found.values()].map(withShare).sort(inOrder)
}

const nothing = { told: 0, judged: 0, useful: 0, knownReason: 0, wrongData: 0, notUseful: 0, share: null }

function withShare({ judges, ...row }: RulePrecision & { judges: ReadonlySet<string> }): RulePrecision {
  const isEnough = row.judged >= leastJudged && judges.size >= leastJudges
  return isEnough ? { ...row, share: row.useful / row.judged } : row
}

function inOrder(a: RulePrecision, b: RulePrecision): number {
  const [first, second] = [a.programme ?? '', b.programme ?? '']
  if (first !== second) return first < second ? -1 : 1
  return alertRules.indexOf(a.rule) - alertRules.indexOf(b.rule)
}

/** Each alert once for each rule and programme that it is about. */
function toldAbout(db: Database, since: string, programme: string | undefined) {
  return db
    .selectFrom('alert')
    .innerJoin('alert_reason', 'alert_reason.alert_id', 'alert.alert_id')
    .innerJoin('alert_episode', 'alert_episode.episode_id', 'alert_reason.episode_id')
    .where('alert.told_at', '>=', since)
    .$if(programme !== undefined, (all) => all.where('alert_episode.programme_code', '=', programme ?? ''))
    .select(['alert.alert_id', 'alert_episode.rule_code', 'alert_episode.programme_code'])
    .distinct()
    .execute()
}

async function lastVerdicts(
  db: Database,
  since: string,
): Promise<Map<string, { verdict: Verdict; by: string }>> {
  const rows = await db
    .selectFrom('alert_act')
    .innerJoin('alert', 'alert.alert_id', 'alert_act.alert_id')
    .where('alert.told_at', '>=', since)
    .where(isHoldersAct)
    .select(['alert_act.alert_id', 'alert_act.act', 'alert_act.staff_id'])
    .orderBy('alert_act.acted_at')
    .orderBy('alert_act.act_id')
    .execute()
  return new Map(
    rows.flatMap(({ alert_id, act, staff_id: by }) => {
      const verdict = verdicts[act]
      return verdict === undefined ? [] : [[alert_id, { verdict, by }] as const]
    }),
  )
}
