import { knownReasonNames, type AlertAct } from '../../data/domain/alert'
import { addDays, type Day } from '../../data/domain/day'
import type { AlertDone } from '../../data/queries/alert-holders'
import { alertLooksBackDays } from '../../data/queries/done-about'
import { isGoodNews, type AlertReason } from '../../data/queries/alert-reasons'
import { hasEnded, type StudentAlert } from '../../data/queries/student-alert'
import { roleWords } from '../access/policy'
import { contactInShort, dayWithYear, instantInWords } from './contact-words'
import { capitalise, plural, withoutStop } from './phrases'

/** What has happened, in a line each: what came to be known after the first of it says when it did. */
export function reasonsInWords(reasons: readonly AlertReason[], today: Day): string[] {
  const [first] = reasons.map(({ openedOn }) => openedOn).sort()
  return reasons.map((reason) => reasonInWords(reason, reason.openedOn !== first, today))
}

/** A day in a sentence, as in "9 Nov" or "Monday 9 November". */
const namesDay = /\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)/u

/** "No activity for 14 days, since Monday 9 November · worse since Monday 23 November" */
function reasonInWords(
  { rule, reason, since, state, lastChange, changedOn, openedOn }: AlertReason,
  isLater: boolean,
  today: Day,
): string {
  const words = withoutStop(reason)
  const from = namesDay.test(words) ? words : `${words}, since ${dayWithYear(since, today)}`
  const day = dayWithYear(changedOn, today)
  if (rule === 'recovered')
    return state === 'corrected' ? `${from} · data that came later show otherwise` : from
  if (state === 'closed') return `${from} · over since ${day}`
  if (state === 'corrected') return `${from} · data that came later show otherwise`
  if (lastChange === 'worsened') return `${from} · worse since ${day}`
  if (lastChange === 'improved') return `${from} · better since ${day}`
  return isLater ? `${from} · new on ${dayWithYear(openedOn, today)}` : from
}

/** Why somebody gets an alert, in a sentence. */
export function whyInWords({ why, from, role }: StudentAlert, unopenedDays: number): string {
  switch (why) {
    case 'tutee':
      return 'You get this because you are their personal tutor.'
    case 'no-tutor':
      return `You get this as ${roleWords(role)}: they have no personal tutor.`
    case 'passed-on':
      return `You get this because ${from?.name ?? 'a colleague'} passed it on to you.`
    case 'passed-up':
      return `Passed up to you as ${roleWords(role)}: ${notOpened(from, unopenedDays)}`
  }
}

function notOpened(from: StudentAlert['from'], days: number): string {
  const { name = 'a colleague', because = 'unreached' } = from ?? {}
  if (because === 'unopened') return `${name} has not responded to it for ${plural(days, 'working day')}.`
  return `${name} could not be told of it in time.`
}

/** What is said above an alert that is over, and why it is; undefined while it is open. */
export function endInWords(alert: StudentAlert, today: Day): string | undefined {
  const { reasons } = alert
  if (isCorrected(alert)) return 'Data that came later show that this was not so: please disregard it.'
  if (!hasEnded(alert)) return undefined
  const ending = endingOf(alert)
  if (ending) return endOf(ending, today)
  // Good news that was told is over, and stays true.
  if (isGoodNews(reasons)) return undefined
  const over = reasons
    .map(({ changedOn }) => changedOn)
    .sort()
    .at(-1)
  return over === undefined
    ? 'This is over.'
    : `Over since ${dayWithYear(over, today)}: nothing of this holds any more.`
}

const isCorrected = ({ reasons }: StudentAlert): boolean =>
  reasons.length > 0 && reasons.every(({ state }) => state === 'corrected')

/** What its holder ended it by, as the card says above all else. */
function endingOf(alert: StudentAlert): AlertDone | undefined {
  if (isCorrected(alert) || alert.endedAt === null) return undefined
  return alert.own.acts.findLast(({ act }) => act in endings)
}

const endings: Partial<Record<AlertAct, string>> = {
  contacted: 'You have been in touch',
  'known-reason': 'You know of a reason',
  'not-useful': 'You said that it was not useful',
  'passed-on': 'You passed it on',
  seen: 'You have seen it',
}

function endOf({ act, at, toName }: AlertDone, today: Day): string {
  const to = act === 'passed-on' && toName !== null ? ` to ${toName}` : ''
  return `Done: ${(endings[act] ?? '').replace(/^You/u, 'you')}${to}, ${instantInWords(at, today)}.${act === 'not-useful' ? ' Thank you: it counts.' : ''}`
}

/** What was done with an alert, and which contacts there were, for its holder. */
export function doneInWords(alert: StudentAlert, staffId: string, today: Day): string[] {
  const { own, known, contacts, reasons } = alert
  const ending = endingOf(alert)
  const acts = own.acts.flatMap((done, index) =>
    done === ending ? [] : ownActInWords(done, { reasons, isAgain: isReopening(own.acts, index), today }),
  )
  const reason = known && [
    `${capitalise(knownReasonNames[known.reason])}, as ${known.by === staffId ? 'you' : known.byName} said: nobody is alerted about them until ${dayWithYear(known.until, today)}.`,
  ]
  const made = contacts
    .slice(0, mostContacts)
    .map((contact) => `Contact: ${contactInShort(contact, { today, reader: staffId })}.`)
  const none = `No contact recorded in the last ${plural(alertLooksBackDays, 'day')}.`
  return [...acts, ...(reason ?? []), ...(made.length === 0 ? [none] : made)]
}

const mostContacts = 3

/** Seen, after it was called not useful. */
const isReopening = (acts: readonly AlertDone[], index: number): boolean =>
  acts.slice(0, index).some(({ act }) => act === 'not-useful')

function ownActInWords(
  { act, at }: AlertDone,
  { reasons, isAgain, today }: { reasons: readonly AlertReason[]; isAgain: boolean; today: Day },
): string[] {
  const when = instantInWords(at, today)
  if (act === 'seen') return [isAgain ? `You opened this again, ${when}.` : `You saw this, ${when}.`]
  if (act === 'useful') return ['You said that it is useful. Thank you.']
  if (act === 'not-useful') return ['You said that it is not useful. Thank you: it counts.']
  if (act !== 'wrong-data') return []
  const checked = reasons.filter(({ state, checkedAt }) => state === 'open' && checkedAt > at)
  const newest = checked
    .map(({ checkedAt }) => checkedAt)
    .sort()
    .at(-1)
  return [
    `You reported wrong data, ${when}: the people who run me are being told, and the data will be checked again.`,
    ...(newest === undefined
      ? []
      : [`Checked again on ${instantInWords(newest, today)}: the data held still say so.`]),
  ]
}

/** The first day that may be given for a known reason, and the last. */
export function daysOfReason(today: Day, longest: number): { earliest: Day; latest: Day } {
  return { earliest: addDays(today, 1), latest: addDays(today, longest) }
}
