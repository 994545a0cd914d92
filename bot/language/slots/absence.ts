import type { Day } from '../../../data/domain/day'
import { finderOf, wordsIn, type Phrases, type Readers } from '../pattern'
import type { Window } from '../question'
import { without, type Word } from '../words'
import type { TimeContext } from './periods'
import { sinceReader } from './since'
import { readSpan } from './spans'
import type { Taken } from './taken'
import { daysUntilNow } from './times'

/** How long: "for two weeks", "since Monday", "in over a month". */
const forHowLong = [
  'since {span}',
  '(now) (for|in|over|during|within) (the|at|about|more|well|nearly|almost|around|over) (last|past|least|than|over) {span} (or|now|plus|and) (so|more|longer) (now)',
  '(at all|anything) (now) {since}',
  'in|for|over|within (the|at|more|over) (last|past|least|than) {span}',
]

/** Nothing seen of somebody in any source. */
const silent = [
  '(been|gone|went|have|has) (been|gone|totally|completely) silent|quiet|inactive|absent|awol|dormant|away|missing|dark|mia|invisible',
  'no|nothing|zero|nil|without (any) (sign|signs) (of) (any) (from) (them) (activity|engagement|life|action|interaction|interactions) (at all|whatsoever|seen|recorded|happening)',
  '(done|doing|did) nothing (at all)',
  'not (been) active|engaged|seen|engaging|engage|visible (at all)',
  'not done|been doing (anything|a thing) (at all)',
  'not (had) (any|been any) activity|engagement|sign (of life)',
  'disappeared|vanished|ghosted|away',
  'off the radar',
  'last seen|active|activity|engaged (more than|over|before)',
  'nothing|not (anything) (been) recorded|logged|registered|heard (from|of) (them)',
  'heard nothing (from) (them)',
  'showing|shown|with no|zero (sign|signs|trace) (of) (activity|engagement|life)',
  'no|without sign|trace|signs (of) (them|life|activity)',
  'not been heard from',
  'radio silence',
]

/** No conversation with somebody. */
const unspoken = [
  '(who|whom|that) nobody (has|have) (been) (in) spoken|talked|contacted|seen|met|emailed|called|phoned|messaged|touch|contact|heard (to|with|from) (with)',
  '(who|whom|that) no one (has|have) (been) (in) spoken|talked|contacted|seen|met|emailed|called|phoned|messaged|touch|contact|heard (to|with|from) (with)',
  '(have) not i|we (been|yet|actually|even) (been) spoken|talked|contacted|seen|met|heard|emailed|called|phoned|messaged|chased|caught (to|up|from) (with) (to)',
  '(i|we|that|who|whom) (i|we) (have) not (been) spoken|spoke|talked|speak|talk|chatted|contacted|contact|seen|see|met|meet|heard|hear|emailed|email|called|call|phoned|messaged|chased|reached|checked|caught|catch|had (in|up|out|on|a|any|with|to) (touch|contact|chat|conversation|meeting|catch) (up) (with|to|from|on|in) (them|any of them)',
  'not (been|had) (any|a|in|by) contact|contacted|spoken|touch|conversation|meeting|chased|emailed|called|met|chat|followed|heard|checked (to|with|from|by|up|in|on) (with|anyone|me|us|anybody|on)',
  'not (been|had) (a) contacted|spoken|contact|conversation|meeting|chat (to|with) (by|me|anyone|us)',
  'no (recent|recorded|logged) contact|conversation|conversations|meeting|meetings|contacts|chat|catchup|catch (up) (with) (me|us|them) (recorded|logged)',
  'without (a|any) (recorded|logged) contact|conversation|meeting|chat|contacts|catchup|catch (up) (with) (me|us)',
  'uncontacted|unspoken (to)',
  '(i|we|that|who|whom) (i|we) (have) not been in touch|contact (with) (them)',
  '(i|we) (have) not phoned|emailed|met|seen|called|contacted|messaged (them) or|nor phoned|met|seen|emailed|called|spoken (to)',
  'last contacted|spoken|contact|spoke|saw|met (to|with) (more than|over|before)',
  'not spoken|talked|spoke|been in touch|in touch (to|with) (with)',
  'never|overdue (been) (a) contacted|spoken|contact|conversation|catch|catchup|meeting (to) (up)',
]

const lengths = (phrases: readonly string[]): string[] =>
  phrases.flatMap((phrase) => forHowLong.map((length) => `${phrase} ${length}`))

const table: readonly Phrases<'inactive' | 'uncontacted'>[] = [
  { means: 'uncontacted', phrases: lengths(unspoken) },
  { means: 'inactive', phrases: lengths(silent) },
]

interface AbsenceParts {
  span: number
  since: Day
}

/** For how many days nothing was seen of somebody, or nobody spoke to them. */
export interface Absence {
  kind: 'inactive' | 'uncontacted'
  days: number
}

const find = finderOf<'inactive' | 'uncontacted', AbsenceParts>(table)

export function takeAbsence(words: readonly Word[], context: TimeContext): Taken<Absence> | undefined {
  const readers: Readers<AbsenceParts> = { span: readSpan, since: sinceReader(context) }
  const found = find(words, readers)
  if (!found) return undefined
  const { span, since } = found.parts
  const window: Window | undefined =
    span !== undefined ? { days: span } : since !== undefined ? { from: since, to: '9999-12-31' } : undefined
  const days = window && daysUntilNow(window, context.today)
  if (days === undefined || days < 1) return undefined
  return { value: { kind: found.value, days }, rest: without(words, found.start, found.end) }
}

export const absenceWords: readonly string[] = wordsIn(table)
