/** What an alert can be about; see data/alerting/README.md for each in full. */
export const alertRules = [
  'newly-low',
  'silent',
  'sudden-drop',
  'missed-sessions',
  'nothing-handed-in',
  'recovered',
] as const
export type AlertRule = (typeof alertRules)[number]

/** The rules that call for a conversation; `recovered` is good news. */
export type ConcernRule = Exclude<AlertRule, 'recovered'>

export const concernRules = alertRules.filter((rule): rule is ConcernRule => rule !== 'recovered')

/** The rules whose end, where somebody was told, is good news. */
export const recoverableRules = ['newly-low', 'silent'] as const satisfies readonly ConcernRule[]
export type RecoverableRule = (typeof recoverableRules)[number]

export const canRecover = (rule: AlertRule): rule is RecoverableRule =>
  recoverableRules.some((each) => each === rule)

/** How staff name a rule, as in "alerts about …". */
export const alertRuleNames: Record<AlertRule, string> = {
  'newly-low': 'a new low band',
  silent: 'no activity at all',
  'sudden-drop': 'a sudden drop',
  'missed-sessions': 'missed teaching events',
  'nothing-handed-in': 'work not handed in',
  recovered: 'recovery',
}

/** An episode is open while its rule holds; `corrected` where data that came later show that it never did. */
export type EpisodeState = 'open' | 'closed' | 'corrected'

/** What last happened to an episode. */
export type EpisodeChange = 'opened' | 'worsened' | 'improved' | 'closed' | 'corrected'

/** Why somebody gets an alert. */
export type AlertWhy = 'tutee' | 'no-tutor' | 'passed-on' | 'passed-up'

/**
 * `waiting` to be told; `told`, by a card or in a digest; `closed` when it is over; `withdrawn` where it was taken back:
 * never the case and opened by nobody, or of somebody who looks after the student no more; `undelivered` where it could not
 * be told.
 */
export type AlertState = 'waiting' | 'told' | 'closed' | 'withdrawn' | 'undelivered'

/** In which an alert is not over: one that could not be told is there for whoever asks. */
export const openAlertStates = ['waiting', 'told', 'undelivered'] as const satisfies readonly AlertState[]

/** What somebody did with an alert. */
export type AlertAct =
  | 'opened'
  | 'seen'
  | 'useful'
  | 'contacted'
  | 'known-reason'
  | 'reason-ended'
  | 'wrong-data'
  | 'not-useful'
  | 'passed-on'

/** Reasons that staff may know of. None says anything of health: what is special-category data is not asked for. */
export const knownReasons = [
  'agreed-absence',
  'placement',
  'studies-elsewhere',
  'in-contact',
  'other',
] as const
export type KnownReason = (typeof knownReasons)[number]

export const knownReasonNames: Record<KnownReason, string> = {
  'agreed-absence': 'Agreed absence',
  placement: 'Placement or visit',
  'studies-elsewhere': 'Works in ways that leave no trace here',
  'in-contact': 'We are in contact',
  other: 'Another reason that I know of',
}

/** How a person wants their alerts: each by a card of its own, up to the budget, or all in the weekly digest. */
export const alertFrequencies = ['each', 'digest'] as const
export type AlertFrequency = (typeof alertFrequencies)[number]

/** What a person may turn off: alerts by a rule, and the weekly card. */
export const alertKinds = [...alertRules, 'weekly-card'] as const
export type AlertKind = (typeof alertKinds)[number]

/** How staff name a kind, as in "alerts about …". */
export const alertKindNames: Record<AlertKind, string> = {
  ...alertRuleNames,
  'weekly-card': 'the week in numbers',
}

/** The most days for which a known reason may exempt a student. */
export const longestKnownReason = 120
