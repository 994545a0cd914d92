import type { AlertSettings } from '../../data/configuration/alerts'
import { knownReasonNames, type AlertAct } from '../../data/domain/alert'
import { dayOf, type Day } from '../../data/domain/day'
import type { AlertHolder } from '../../data/queries/alert-holders'
import { hasEnded, type StudentAlert } from '../../data/queries/student-alert'
import { comesEarliestOn } from '../alerts/plan/earliest'
import { dayWithYear, instantInWords } from './contact-words'

/**
 * Who else holds it and what they did, so that nobody is spoken to twice by accident, and the reason that somebody gave who
 * looks after the student no more.
 */
export function warningsInWords(alert: StudentAlert, today: Day, settings: AlertSettings): string[] {
  const others = alert.others
    .filter((other) => !isTheirs(other, alert))
    .map(
      (other) => comesLater(other, alert, { today, settings }) ?? otherInWords(other, hasEnded(alert), today),
    )
  return [...lapsedInWords(alert, today), ...others]
}

/** "Ruth Evans, who looked after them before, gave a known reason until Friday 4 December (“Placement or visit”): …" */
function lapsedInWords({ lapsed }: StudentAlert, today: Day): string[] {
  if (!lapsed) return []
  const { byName, until, reason } = lapsed
  const given = `gave a known reason until ${dayWithYear(until, today)} (“${knownReasonNames[reason]}”)`
  return [`${byName}, who looked after them before, ${given}: check whether it still holds.`]
}

/** When whoever this was passed on to gets it, where that is not to be soon; undefined otherwise. */
function comesLater(
  { staffId, name, state, toldIn, madeAt, acts }: AlertHolder,
  { own }: StudentAlert,
  { today, settings }: { today: Day; settings: AlertSettings },
): string | undefined {
  const isReceiver = own.acts.some(({ act, to }) => act === 'passed-on' && to === staffId)
  if (!isReceiver || state !== 'waiting' || acts.length > 0) return undefined
  const made = new Date(madeAt)
  const day = comesEarliestOn({ toldIn, madeAt: made }, settings)
  if (day < today || (toldIn === 'card' && day === dayOf(made))) return undefined
  const how = toldIn === 'digest' ? ' in their weekly digest' : ''
  return `${name} gets it${how} on ${dayWithYear(day, today)} at the earliest: speak to them if it cannot wait.`
}

/** Of whom it came from the card says so already, until they do something. */
function isTheirs({ alertId, acts }: AlertHolder, { from }: StudentAlert): boolean {
  return alertId === from?.alertId && (acts.length === 0 || acts.at(-1)?.act === 'passed-on')
}

function otherInWords({ name, toldAt, acts, state }: AlertHolder, isOver: boolean, today: Day): string {
  const done = acts.filter(({ act }) => act !== 'useful').at(-1)
  if (!done && state === 'undelivered') return `${name} was to get this too, but cannot be reached in Teams.`
  if (!done && toldAt === null) return `${name} is about to get this too.`
  if (!done) return `${name} also has this and has not responded yet.`
  const words = `${name} also has this and ${otherActs[done.act]}${done.toName === null ? '' : ` to ${done.toName}`}, ${instantInWords(done.at, today)}`
  if (done.act === 'contacted') return `${words}: speak with them before you get in touch.`
  return isOver || state === 'closed' ? `${words}.` : `${words}: agree who gets in touch.`
}

const otherActs: Record<AlertAct, string> = {
  opened: 'opened it',
  seen: 'saw it',
  useful: 'found it useful',
  contacted: 'was in touch',
  'known-reason': 'knows of a reason',
  'reason-ended': 'said that the reason no longer holds',
  'wrong-data': 'reported wrong data',
  'not-useful': 'found it not useful',
  'passed-on': 'passed it on',
}
