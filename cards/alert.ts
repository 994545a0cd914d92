import type { Band, Trend } from '../data/domain/band'
import { actAction, type ActAction, type AlertRef } from './acts'
import template from './alert.json'
import { bandStyle, trendWords } from './band-style'
import { bindCard } from './bind'
import type { Card } from './card'
import { humanDecidesOnAlert } from './human-decides'
import { plain } from './plain'
import { askAction, suggestion } from './verbs'

/** What one person is told about one student unasked, as it stands at this moment. */
export interface AlertCardModel {
  ref: AlertRef
  studentId: string
  /** "Alert · high concern" */
  kind: string
  /** Said above all else where it is over, or a reminder: "Over since Monday 23 November". */
  state?: { words: string; isOver: boolean }
  name: string
  /** "00412345 · BSc Computer Science · level 5" */
  subtitle: string
  /** Absent where there is no score. */
  band?: Band
  trend?: Trend
  /** What happened, a sentence each. */
  reasons: string[]
  /** Why this person gets it. */
  why: string
  freshness: string
  /** Who else holds it and what they did, and contacts that others made. */
  warnings: string[]
  /** What was done with it. */
  done: string[]
  /** What may be done with it now, in the order of the buttons. */
  offers: AlertOffer[]
}

/** What a button of an alert does. */
export type AlertOffer =
  | 'seen'
  | 'useful'
  | 'contact'
  | 'known-reason'
  | 'wrong-data'
  | 'not-useful'
  | 'pass-on'
  | 'reopen'
  | 'reason-ended'

const howToPause = 'To pause alerts or get fewer of them, write “alert settings”.'

/** Draws an alert. Words say all that colours do. */
export function alertCard(model: AlertCardModel): Card {
  const { state, warnings, done, offers } = model
  const main = offers.filter((offer) => offer !== 'reason-ended')
  return bindCard(template, {
    hasState: state !== undefined,
    state: plain(state?.words ?? ''),
    stateStyle: state?.isOver ? 'good' : 'accent',
    kind: plain(model.kind),
    name: plain(model.name),
    subtitle: plain(model.subtitle),
    hasBand: model.band !== undefined,
    band: bandStyle(model.band),
    trend: model.trend === undefined ? ' ' : trendWords(model.trend),
    reasons: list(model.reasons),
    why: plain(model.why),
    freshness: plain(model.freshness),
    hasWarnings: warnings.length > 0,
    warnings: list(warnings),
    hasDone: done.length > 0,
    done: list(done),
    hasActions: main.length > 0,
    actions: main.map((offer) => offerAction(offer, model.ref)),
    further: furtherActions(model),
    foot: `${howToPause} ${humanDecidesOnAlert}`,
  })
}

function furtherActions({ ref, studentId, offers }: AlertCardModel): object[] {
  // As a message of its own: the card stays where it is, and is put right there.
  const profile = suggestion({ title: 'Open the profile', text: `show ${studentId}` })
  return [
    ...(offers.includes('reason-ended') ? [offerAction('reason-ended', ref)] : []),
    profile,
    ...backActions(ref),
  ]
}

/** To the list that it was opened from; of a digest, in the place of which it stands, to all alerts. */
function backActions({ sent, back }: AlertRef): object[] {
  if (sent) return []
  if (!back) return [suggestion({ title: 'All my alerts', text: 'my alerts' })]
  const { state, page } = back
  const question = { intent: 'list-alerts', ...(state === undefined ? {} : { state }) }
  return [askAction({ title: 'Back to my alerts', question, page })]
}

function offerAction(offer: AlertOffer, ref: AlertRef): ActAction {
  switch (offer) {
    case 'contact':
      return actAction('I have been in touch', { verb: 'alert-contact', ...ref })
    case 'known-reason':
      return actAction('Known reason', { verb: 'alert-reason-form', ...ref })
    case 'wrong-data':
      return actAction('Wrong data', { verb: 'alert-wrong-form', ...ref })
    case 'pass-on':
      return actAction('Pass on', { verb: 'alert-pass-form', ...ref })
    default:
      return actAction(titles[offer], { verb: 'alert-do', ...ref, act: offer })
  }
}

const titles = {
  seen: 'Seen',
  useful: 'Useful',
  'not-useful': 'Not useful',
  reopen: 'Reopen',
  'reason-ended': 'Reason no longer holds',
}

/** A Markdown list, which a screen reader announces as one. One sentence alone is none. */
function list(items: readonly string[]): string {
  const lines = items.map(plain)
  return lines.length === 1 ? (lines[0] ?? '') : lines.map((line) => `- ${line}`).join('\r')
}
