import { isFlagged } from '../domain/band'
import type { Day } from '../domain/day'
import type { Basis, JudgedRule } from './basis'
import type { Episode } from './episode'
import type { Finding } from './finding'
import { readJudgedWeeks, type OwnWeeks } from './judged-weeks'
import { newlyLow } from './newly-low'
import { suddenDrop } from './sudden-drop'
import type { WeekFacts } from './week-facts'

type WeeklyRule = 'newly-low' | 'sudden-drop'

/** The two rules over whole scored weeks. */
export async function judgeWeeks(
  basis: Basis,
  episodes: readonly Episode[],
): Promise<Record<WeeklyRule, JudgedRule>> {
  const known = await readJudgedWeeks(basis, episodes)
  const { newlyLow: lowSettings } = basis.settings
  const rule = (judge: Judge): JudgedRule => ({
    judgements: new Map([...known].map(([id, own]) => [id, judge(own.before(basis.today), basis.today)])),
    otherwise: undefined,
    heldWhenOpened: (closing) => Promise.resolve(heldWhenOpened(known, closing, judge)),
    hasRecovered: ({ row }) =>
      hasRecovered(known.get(row.student_id)?.before(basis.today) ?? [], lowSettings.overAfterWeeks),
  })
  const judges = judgesOf(basis)
  return { 'newly-low': rule(judges['newly-low']), 'sudden-drop': rule(judges['sudden-drop']) }
}

/** What a rule says by these weeks on a day. */
type Judge = (weeks: readonly WeekFacts[], now: Day) => Finding | undefined

/** Both rules. Whose band is newly low in the week of a fall hears of the fall with that. */
export function judgesOf({
  settings,
  configuration,
}: Pick<Basis, 'settings' | 'configuration'>): Record<WeeklyRule, Judge> {
  const low: Judge = (weeks, now) => newlyLow(weeks, now, settings.newlyLow, configuration)
  const drop: Judge = (weeks, now) => {
    const found = suddenDrop(weeks, now, settings.suddenDrop, configuration)
    return found && settings.newlyLow.on && low(weeks, now)?.since === found.since ? undefined : found
  }
  return { 'newly-low': low, 'sudden-drop': drop }
}

function heldWhenOpened(
  known: ReadonlyMap<string, OwnWeeks>,
  closing: readonly Episode[],
  judge: Judge,
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
