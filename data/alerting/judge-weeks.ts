import { isFlagged } from '../domain/band'
import type { Basis, JudgedRule } from './basis'
import type { Episode } from './episode'
import { readJudgedWeeks, type OwnWeeks } from './judged-weeks'
import type { WeekFacts } from './week-facts'
import { weeklyRules, type WeeklyJudge, type WeeklyRule } from './weekly-rules'

/** The two rules over whole scored weeks, where they are switched on. */
export async function judgeWeeks(
  basis: Basis,
  episodes: readonly Episode[],
): Promise<ReadonlyMap<WeeklyRule, JudgedRule>> {
  const known = await readJudgedWeeks(basis, episodes)
  const { overAfterWeeks } = basis.settings.newlyLow
  const judged = (judge: WeeklyJudge): JudgedRule => ({
    judgements: new Map([...known].map(([id, own]) => [id, judge(own.before(basis.today), basis.today)])),
    otherwise: undefined,
    heldWhenOpened: (closing) => Promise.resolve(heldWhenOpened(known, closing, judge)),
    hasRecovered: ({ row }) =>
      hasRecovered(known.get(row.student_id)?.before(basis.today) ?? [], overAfterWeeks),
  })
  const rules = weeklyRules(basis.settings, basis.configuration)
  return new Map(rules.map(({ rule, judge }) => [rule, judged(judge)]))
}

function heldWhenOpened(
  known: ReadonlyMap<string, OwnWeeks>,
  closing: readonly Episode[],
  judge: WeeklyJudge,
): Set<string> {
  const held = closing.filter(({ row, opened }) => {
    const own = known.get(row.student_id)
    return own === undefined || judge(own.before(opened.dataTo), opened.dataTo) !== undefined
  })
  return new Set(held.map(({ row }) => row.episode_id))
}

function hasRecovered(weeks: readonly WeekFacts[], overAfterWeeks: number): boolean {
  const newest = weeks.slice(-overAfterWeeks)
  return newest.length === overAfterWeeks && !newest.some(isFlagged)
}
